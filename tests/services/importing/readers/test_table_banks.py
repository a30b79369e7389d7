"""Made-up exports in the forms of the US banks and money apps, each read without being told which."""

import pytest

from backend.services.importing.readers.table import read_table
from tests.services.importing.readers.table_exports import Export, movements, shown

EXPORTS = [
    Export(
        "chase_checking",
        "Details,Posting Date,Description,Amount,Type,Balance,Check or Slip #\n"
        'DEBIT,02/20/2024,"HARBOR GRILL &amp; BAR",-31.40,DEBIT_CARD,968.60,,\n'
        "CHECK,02/14/2024,CHECK 1077  ,-200.00,CHECK_PAID,1000.00,1077,\n"
        "DSLIP,02/13/2024,REMOTE DEPOSIT,1150.25,CHECK_DEPOSIT,1200.00,1,\n",
        [
            ("2024-02-20", "-31.40", "HARBOR GRILL & BAR"),
            ("2024-02-14", "-200.00", "CHECK 1077"),
            ("2024-02-13", "1150.25", "REMOTE DEPOSIT"),
        ],
        "Chase checking",
    ),
    Export(
        "chase_card_many_cards",
        "Card,Transaction Date,Post Date,Description,Category,Type,Amount,Memo\n"
        "4321,07/02/2024,07/03/2024,TINY BAKERY,Food & Drink,Sale,-7.25,\n"
        "9876,07/01/2024,07/02/2024,Payment Thank You-Mobile,,Payment,120.00,\n"
        "4321,06/28/2024,06/30/2024,SHOE BARN,Shopping,Return,45.10,\n",
        [
            ("2024-07-02", "-7.25", "TINY BAKERY"),
            ("2024-07-01", "120.00", "Payment Thank You-Mobile"),
            ("2024-06-28", "45.10", "SHOE BARN"),
        ],
        "Chase card",
        "credit",
    ),
    Export(
        "chase_card_saved_again_with_charges_positive",
        "Transaction Date,Post Date,Description,Category,Type,Amount,Memo\n"
        "7/2/2024,7/3/2024,TINY BAKERY,Food & Drink,Sale,7.25,\n"
        "7/1/2024,7/2/2024,Payment Thank You-Mobile,,Payment,-120,\n"
        "6/28/2024,6/30/2024,SHOE BARN,Shopping,Sale,45.1,\n"
        "6/27/2024,6/28/2024,FERRY LINE,Travel,Sale,12,\n",
        [
            ("2024-07-02", "-7.25", "TINY BAKERY"),
            ("2024-07-01", "120.00", "Payment Thank You-Mobile"),
            ("2024-06-28", "-45.10", "SHOE BARN"),
            ("2024-06-27", "-12.00", "FERRY LINE"),
        ],
        "Chase card",
        "credit",
    ),
    Export(
        "chase_card_until_2018",
        "Type,Trans Date,Post Date,Description,Amount\n"
        "Sale,03/04/2017,03/05/2017,NOODLE HUT,-13.37\n"
        "Payment,03/01/2017,03/02/2017,AUTOMATIC PAYMENT,500.00\n",
        [("2017-03-04", "-13.37", "NOODLE HUT"), ("2017-03-01", "500.00", "AUTOMATIC PAYMENT")],
        "Chase card (until 2018)",
        "credit",
    ),
    Export(
        "bank_of_america_card",
        "Posted Date,Reference Number,Payee,Address,Amount\n"
        '04/12/2024,24492154103743212345678,"PIZZA PLANET 12 SEATTLE WA","SEATTLE       WA ",-22.10\n'
        '04/08/2024,00124498001234500001234,"PAYMENT - THANK YOU","",150.00\n',
        [
            ("2024-04-12", "-22.10", "PIZZA PLANET 12 SEATTLE WA"),
            ("2024-04-08", "150.00", "PAYMENT - THANK YOU"),
        ],
        "Bank of America card",
        "credit",
    ),
    Export(
        "bank_of_america_portfolio",
        "Status,Date,Original Description,Split Type,Category,Currency,Amount,User Description,Memo,"
        "Classification,Account Name,Simple Description\n"
        "posted,1/31/2024,ACME PAYROLL DES:DIR DEP,,Paychecks,USD,1500.00,,,Personal,"
        "Checking - 1234,Acme Payroll\n"
        "posted,1/30/2024,CORNER STORE 44,,Groceries,USD,-8.15,,,Personal,Card - 9999,Corner Store\n",
        [
            ("2024-01-31", "1500.00", "ACME PAYROLL DES:DIR DEP"),
            ("2024-01-30", "-8.15", "CORNER STORE 44"),
        ],
        "Bank of America My Portfolio",
    ),
    Export(
        "wells_fargo_short_dates",
        '"1/5/2024","-45.20","*","","GAS STATION 4471"\r\n'
        '"1/4/2024","-12.00","*","1042","CHECK # 1042"\r\n'
        '"1/3/2024","2,500.00","*","","PAYROLL, ACME CORP"\r\n',
        [
            ("2024-01-05", "-45.20", "GAS STATION 4471"),
            ("2024-01-04", "-12.00", "CHECK # 1042"),
            ("2024-01-03", "2500.00", "PAYROLL, ACME CORP"),
        ],
        "Wells Fargo",
    ),
    Export(
        "citi_card_credits_negative",
        "Status,Date,Description,Debit,Credit,Member Name\n"
        "Cleared,10/14/2025,HARDWARE HOUSE,125.50,,A READER\n"
        "Cleared,10/15/2025,ONLINE PAYMENT THANK YOU,,-371.77,A READER\n"
        "Cleared,10/16/2025,HARDWARE HOUSE REFUND,-20.00,,A READER\n"
        "Cleared,10/17/2025,GAS,30.00,,A READER\n",
        [
            ("2025-10-14", "-125.50", "HARDWARE HOUSE"),
            ("2025-10-15", "371.77", "ONLINE PAYMENT THANK YOU"),
            ("2025-10-16", "20.00", "HARDWARE HOUSE REFUND"),
            ("2025-10-17", "-30.00", "GAS"),
        ],
        "Citi card",
        "credit",
    ),
    Export(
        "capital_one_card_with_stage_saved_by_excel",
        "Stage,Transaction Date,Posted Date,Card No.,Description,Category,Debit,Credit\n"
        "Posted,2/1/2024,2/2/2024,1234,GAS STATION,Gas,45.2,\n"
        "Posted,2/15/2024,2/16/2024,5678,CAPITAL ONE MOBILE PYMT,Payment/Credit,,250\n",
        [
            ("2024-02-01", "-45.20", "GAS STATION"),
            ("2024-02-15", "250.00", "CAPITAL ONE MOBILE PYMT"),
        ],
        "Capital One card",
        "credit",
    ),
    Export(
        "capital_one_360",
        "Account Number,Transaction Description,Transaction Date,Transaction Type,"
        "Transaction Amount,Balance\n"
        "1234,Deposit from ACME PAYROLL,01/31/24,Credit,1200.00,1700.00\n"
        "1234,Withdrawal from CITY POWER,01/29/24,Debit,80.50,500.00\n",
        [
            ("2024-01-31", "1200.00", "Deposit from ACME PAYROLL"),
            ("2024-01-29", "-80.50", "Withdrawal from CITY POWER"),
        ],
        "Capital One 360",
    ),
    Export(
        "capital_one_360_older",
        "Account Number,Transaction Date,Transaction Amount,Transaction Type,"
        "Transaction Description,Balance\n"
        "1234,01/31/24,1200.00,Credit,Deposit from ACME PAYROLL,1700.00\n"
        "1234,01/29/24,80.50,Debit,Withdrawal from CITY POWER,500.00\n",
        [
            ("2024-01-31", "1200.00", "Deposit from ACME PAYROLL"),
            ("2024-01-29", "-80.50", "Withdrawal from CITY POWER"),
        ],
        "Capital One 360",
    ),
    Export(
        "amex_extended_with_line_breaks",
        "Date,Description,Amount,Extended Details,Appears On Your Statement As,Address,City/State,"
        "Zip Code,Country,Reference,Category\n"
        '11/15/2025,BOOK NOOK,19.99,"1234\nBOOKS, NEW\n",BOOK NOOK 22,12 ELM ST,"PORTLAND\nOR",97201,'
        "UNITED STATES,'320251150001',Merchandise\n"
        "11/10/2025,AUTOPAY PAYMENT - THANK YOU,-212.49,,AUTOPAY,,,,,'320251100001',\n",
        [
            ("2025-11-15", "-19.99", "BOOK NOOK"),
            ("2025-11-10", "212.49", "AUTOPAY PAYMENT - THANK YOU"),
        ],
        "American Express",
        "credit",
    ),
    Export(
        "amex_savings",
        "2024-03-31,Interest Payment,4.12\n2024-03-15,Transfer to checking,-500.00\n",
        [
            ("2024-03-31", "4.12", "Interest Payment"),
            ("2024-03-15", "-500.00", "Transfer to checking"),
        ],
        None,
        "savings",
    ),
    Export(
        "discover_without_dot",
        "Trans Date,Post Date,Description,Amount,Category\n"
        "01/22/2024,01/23/2024,GREEN GROCER,62.40,Supermarkets\n",
        [("2024-01-22", "-62.40", "GREEN GROCER")],
        "Discover",
        None,
    ),
    Export(
        "sofi_wide",
        "Authorized Date,Posted Date,Status,Account Name,Description,Primary Category,"
        "Detailed Category,Amount\n"
        "2026-03-01,2026-03-02,Posted,Checking,LUNCH SPOT,Food,Restaurant,-12.5\n"
        "2026-03-03,,Pending,Checking,LUNCH SPOT,Food,Restaurant,-13\n"
        "2026-02-27,2026-02-28,Posted,Savings,Interest,Income,Interest,1.07\n",
        [("2026-03-01", "-12.50", "LUNCH SPOT"), ("2026-02-27", "1.07", "Interest")],
        "SoFi (wide)",
        left_out=1,
    ),
    Export(
        "sofi_saved_by_excel",
        "Date,Description,Type,Amount,Current balance,Status\n"
        "2/11/2026,GROCER,DEBIT_CARD,-61.4,1184.6,Posted\n"
        "1/31/2026,Interest earned,INTEREST_EARNED,0.33,1246,Posted\n",
        [("2026-02-11", "-61.40", "GROCER"), ("2026-01-31", "0.33", "Interest earned")],
        "SoFi",
    ),
    Export(
        "us_bank",
        '"Date","Transaction","Name","Memo","Amount"\n'
        '"2024-05-06","DEBIT","WEB AUTHORIZED PMT CITY WATER","Download from usbank.com. CITY WATER","-64.10"\n'
        '"2024-05-03","CREDIT","ELECTRONIC DEPOSIT ACME","Download from usbank.com.","1800.00"\n',
        [
            ("2024-05-06", "-64.10", "WEB AUTHORIZED PMT CITY WATER"),
            ("2024-05-03", "1800.00", "ELECTRONIC DEPOSIT ACME"),
        ],
        "US Bank",
    ),
    Export(
        "pnc_two_columns",
        "Date,Description,Withdrawals,Deposits,Balance\n"
        '01/16/2024,CITY POWER WEB PMT,$118.22,,"$2,381.78"\n'
        '01/12/2024,ACME PAYROLL,,"$2,500.00","$2,500.00"\n',
        [
            ("2024-01-16", "-118.22", "CITY POWER WEB PMT"),
            ("2024-01-12", "2500.00", "ACME PAYROLL"),
        ],
        "PNC",
    ),
    Export(
        "pnc_newer",
        "Transaction Date,Transaction Description,Amount\n"
        "2025-10-16,CITY POWER WEB PMT,- $118.22\n"
        '2025-10-12,ACME PAYROLL,"+ $2,500.00"\n',
        [
            ("2025-10-16", "-118.22", "CITY POWER WEB PMT"),
            ("2025-10-12", "2500.00", "ACME PAYROLL"),
        ],
        "PNC",
    ),
    Export(
        "ally",
        "Date, Time, Amount, Type, Description\n"
        "2024-01-31, 02:11:09, 4.09, Deposit, Interest Paid\n"
        '2024-01-20, 13:00:41, -100, Withdrawal, "Transfer, to savings"\n',
        [
            ("2024-01-31", "4.09", "Interest Paid"),
            ("2024-01-20", "-100.00", "Transfer, to savings"),
        ],
        "Ally",
    ),
    Export(
        "schwab_checking_older",
        '"Transactions  for Checking account XXXX-1234 as of 03/01/2019 10:00:00 PM ET"\n'
        '"Date","Type","Check #","Description","Withdrawal (-)","Deposit (+)","RunningBalance"\n'
        '"Pending Transactions"\n'
        '"Posted Transactions"\n'
        '"02/28/2019","INTADJUST","","Interest Paid","","$0.21","$1,200.21"\n'
        '"02/20/2019","ATM","","CORNER ATM","$60.00","","$1,200.00"\n',
        [("2019-02-28", "0.21", "Interest Paid"), ("2019-02-20", "-60.00", "CORNER ATM")],
        "Charles Schwab checking",
        left_out=2,
    ),
    Export(
        "schwab_brokerage",
        '"Transactions  for account Individual XXXX-9999 as of 04/20/2023 09:08:13 PM ET"\n'
        '"Date","Action","Symbol","Description","Quantity","Price","Fees & Comm","Amount",\n'
        '"04/17/2023 as of 04/15/2023","Bank Interest","","BANK INT 031623-041523","","","","$1.20",\n'
        '"04/14/2023","Buy","VTI","VANGUARD TOTAL STOCK","16","$207.50","$0.05","-$3320.05",\n'
        '"04/13/2023","Stock Split","XYZ","XYZ CORP","10","","","",\n'
        '"Transactions Total","","","","","","","-$3318.85",\n',
        [
            ("2023-04-17", "1.20", "BANK INT 031623-041523"),
            ("2023-04-14", "-3320.05", "VANGUARD TOTAL STOCK"),
        ],
        "Charles Schwab brokerage",
        "investment",
        left_out=2,
    ),
    Export(
        "fidelity",
        "\ufeff\n\n\nRun Date,Action,Symbol,Description,Type,Quantity,Price ($),Commission ($),Fees ($),"
        "Accrued Interest ($),Amount ($),Cash Balance ($),Settlement Date\n"
        "03/28/2024, DIVIDEND RECEIVED FIDELITY MMKT (SPAXX) (Cash), SPAXX, FIDELITY MMKT,Cash,0.000,,,,,"
        "12.34,1012.34,\n"
        "03/13/2024, YOU BOUGHT FUND X (FXAIX) (Cash), FXAIX, FUND X,Cash,5.5,180.00,,,,-990.00,1000.00,"
        "03/14/2024\n"
        "\n"
        '"The data and information in this spreadsheet is provided to you solely for your use."\n'
        '"Brokerage services are provided by a made-up firm, member of nothing."\n'
        "\n"
        "Date downloaded 04/01/2024 8:09 am\n",
        [
            ("2024-03-28", "12.34", "DIVIDEND RECEIVED FIDELITY MMKT (SPAXX) (Cash) FIDELITY MMKT"),
            ("2024-03-13", "-990.00", "YOU BOUGHT FUND X (FXAIX) (Cash) FUND X"),
        ],
        "Fidelity",
        "investment",
        left_out=3,
    ),
    Export(
        "vanguard",
        "Account Number,Investment Name,Symbol,Shares,Share Price,Total Value,\n"
        "12345678,TOTAL STOCK FUND,VTSAX,10.5,100.00,1050.00,\n"
        "12345678,BOND FUND,VBTLX,20,10.00,200.00,\n"
        "\n\n"
        "Account Number,Trade Date,Settlement Date,Transaction Type,Transaction Description,"
        "Investment Name,Symbol,Shares,Share Price,Principal Amount,Commissions and Fees,Net Amount,"
        "Accrued Interest,Account Type,\n"
        "12345678,01/16/2024,01/17/2024,Buy,Buy,TOTAL STOCK FUND,VTSAX,1.00,100.00,-100.00,1.00,-101.00,0.0,CASH,\n"
        "12345678,01/02/2024,01/02/2024,Funds Received,Electronic Bank Transfer,CASH,,0,1.0,500.0,0.0,"
        "500.0,0.0,CASH,\n",
        [
            ("2024-01-16", "-101.00", "Buy TOTAL STOCK FUND"),
            ("2024-01-02", "500.00", "Electronic Bank Transfer CASH"),
        ],
        "Vanguard",
        "investment",
    ),
    Export(
        "usaa",
        "Date,Description,Original Description,Category,Amount,Status\n"
        "2024-02-14,Corner Store,CORNER STORE #44 AUSTIN TX,Groceries,-8.15,Posted\n"
        "2024-02-15,Corner Store,CORNER STORE #44 AUSTIN TX,Category Pending,-9.15,Pending\n"
        "2024-02-13,Paycheck,ACME PAYROLL,Paycheck,1500.00,Posted\n",
        [
            ("2024-02-14", "-8.15", "CORNER STORE #44 AUSTIN TX"),
            ("2024-02-13", "1500.00", "ACME PAYROLL"),
        ],
        "USAA",
        left_out=1,
    ),
    Export(
        "usaa_before_2022",
        "posted,,02/14/2020,,CORNER STORE #44,Groceries,-8.15\n"
        "posted,,02/13/2020,,ACME PAYROLL,Paycheck,1500.00\n",
        [("2020-02-14", "-8.15", "CORNER STORE #44"), ("2020-02-13", "1500.00", "ACME PAYROLL")],
    ),
    Export(
        "navy_federal",
        "\ufeffPosting Date,Transaction Date,Amount,Credit Debit Indicator,type,Type Group,Reference,"
        "Instructed Currency,Currency Exchange Rate,Instructed Amount,Description,Category,"
        "Check Serial Number,Card Ending\n"
        "03/15/2024,03/14/2024,42.10,Debit,POS,Card,1,,1,,COMMISSARY STORE,Groceries,,4321\n"
        "03/13/2024,03/13/2024,1900.00,Credit,ACH,Deposit,2,,1,,DFAS PAY,Paycheck,,\n",
        [("2024-03-14", "-42.10", "COMMISSARY STORE"), ("2024-03-13", "1900.00", "DFAS PAY")],
        "Navy Federal",
    ),
    Export(
        "navy_federal_older",
        "Date,No.,Description,Debit,Credit\n"
        "03/15/2019,,COMMISSARY STORE,42.10,\n03/13/2019,,DFAS PAY,,1900.00\n",
        [("2019-03-15", "-42.10", "COMMISSARY STORE"), ("2019-03-13", "1900.00", "DFAS PAY")],
    ),
    Export(
        "apple_card",
        "Transaction Date,Clearing Date,Description,Merchant,Category,Type,Amount (USD),Purchased By\n"
        '06/14/2024,06/15/2024,"TINY BAKERY 12 MAIN ST AUSTIN 78701 TX USA",Tiny Bakery,Restaurants,Purchase,7.25,A Reader\n'
        '06/01/2024,06/02/2024,"ACH DEPOSIT INTERNET TRANSFER FROM ACCOUNT ENDING IN 1111",Ach Deposit,Payment,Payment,-300.00,A Reader\n',
        [
            ("2024-06-14", "-7.25", "TINY BAKERY 12 MAIN ST AUSTIN 78701 TX USA"),
            ("2024-06-01", "300.00", "ACH DEPOSIT INTERNET TRANSFER FROM ACCOUNT ENDING IN 1111"),
        ],
        "Apple Card",
        "credit",
    ),
    Export(
        "apple_card_without_space",
        "Transaction Date,Clearing Date,Description,Merchant,Category,Type,Amount(USD)\n"
        "06/14/2024,06/15/2024,TINY BAKERY,Tiny Bakery,Restaurants,Purchase,7.25\n",
        [("2024-06-14", "-7.25", "TINY BAKERY")],
        "Apple Card",
        None,
    ),
    Export(
        "paypal_short_with_spaces_in_the_header",
        "Date, Time, TimeZone, Name, Type, Status, Currency, Amount, Receipt ID, Balance\n"
        '"4/13/2023","10:01:02","PDT","Game Shop","Express Checkout Payment","Completed","USD","-20.00","","80.00"\n'
        '"4/12/2023","09:00:00","PDT","","Bank Deposit to PP Account","Completed","USD","100.00","","100.00"\n'
        '"4/11/2023","09:00:00","PDT","Old Shop","Authorization","Pending","USD","-5.00","","0.00"\n',
        [
            ("2023-04-13", "-20.00", "Game Shop Express Checkout Payment"),
            ("2023-04-12", "100.00", "Bank Deposit to PP Account"),
        ],
        "PayPal",
        left_out=1,
    ),
    Export(
        "paypal_takes_net",
        "Date,Time,TimeZone,Name,Type,Status,Currency,Gross,Fee,Net,Transaction ID\n"
        '04/13/2023,10:01:02,PDT,A Buyer,Website Payment,Completed,USD,"1,100.00",-3.20,"1,096.80",AB12345\n'
        "04/14/2023,10:01:02,PDT,B Buyer,Website Payment,Completed,USD,50.00,-1.75,48.25,AB12346\n",
        [
            ("2023-04-13", "1096.80", "A Buyer Website Payment"),
            ("2023-04-14", "48.25", "B Buyer Website Payment"),
        ],
        "PayPal",
    ),
    Export(
        "venmo_older_with_legal_text",
        " ID,Datetime,Type,Status,Note,From,To,Amount (total),Amount (fee),Funding Source,Destination,"
        "Beginning Balance,Ending Balance,Disclaimer\n"
        ",,,,,,,,,,,$10.00,,\n"
        "123456789,2019-03-01T10:11:12,Payment,Complete,pizza 🍕,A Reader,B Friend,- $12.50,,Venmo balance,,,,\n"
        '123456790,2019-03-02T10:11:12,Standard Transfer,Issued,,,,"- $1,000.00",,,BIG BANK,,,\n'
        ',,,,,,,,,,,,$5.00,"In case of errors\nwrite to us, soon,\nor later"\n',
        [
            ("2019-03-01", "-12.50", "Payment pizza 🍕 A Reader B Friend"),
            ("2019-03-02", "-1000.00", "Standard Transfer"),
        ],
        "Venmo",
        left_out=2,
    ),
    Export(
        "cash_app_takes_net",
        "Transaction ID,Date,Transaction Type,Currency,Amount,Fee,Net Amount,Asset Type,Asset Price,"
        "Asset Amount,Status,Notes,Name of sender/receiver,Account\n"
        "abc123,04/17/2024,Cash out,USD,-$100.00,-$1.50,-$101.50,,,,COMPLETE,,,Visa 1234\n"
        "abc124,04/16/2024,Received P2P,USD,$25.00,$0.00,$25.00,,,,COMPLETE,lunch,B Friend,Your Cash\n",
        [
            ("2024-04-17", "-101.50", "Cash out"),
            ("2024-04-16", "25.00", "Received P2P lunch B Friend"),
        ],
        "Cash App",
    ),
    Export(
        "truist",
        "Posted Date,Transaction Date,Transaction Type,Check/Serial #,Description,Amount,Daily Posted Balance\n"
        '03/18/2024,03/15/2024,Debit,,DEBIT CARD PURCHASE CAFE,($12.00),"$1,088.00"\n'
        '03/14/2024,03/14/2024,Credit,,ACME PAYROLL,"$1,100.00","$1,100.00"\n',
        [
            ("2024-03-15", "-12.00", "DEBIT CARD PURCHASE CAFE"),
            ("2024-03-14", "1100.00", "ACME PAYROLL"),
        ],
        "Truist",
    ),
    Export(
        "barclays_us",
        "Barclays Bank Delaware\nAccount Number: XXXXXXXXXXXX1234\nAccount Balance as of March 31 2024:    $123.45\n\n"
        "Transaction Date,Description,Category,Amount\n"
        "03/30/2024,CAFE RIVER,DEBIT,-4.50\n03/29/2024,Payment Received,CREDIT,100.00\n",
        [("2024-03-30", "-4.50", "CAFE RIVER"), ("2024-03-29", "100.00", "Payment Received")],
        None,
        "credit",
    ),
    Export(
        "dcu",
        '"DATE","TRANSACTION TYPE","DESCRIPTION","AMOUNT","ID","MEMO","CURRENT BALANCE"\n'
        '"03/30/2024","ACH","CAR LOAN","-$7,971.39","1001","","$28.61"\n'
        '"03/15/2024","Deposit","ACME","$8,000.00","1000","","$8,000.00"\n',
        [("2024-03-30", "-7971.39", "CAR LOAN"), ("2024-03-15", "8000.00", "ACME")],
        "DCU",
    ),
    Export(
        "mint_word_decides_over_the_minus",
        "Date,Description,Original Description,Amount,Transaction Type,Category,Account Name,Labels,Notes\n"
        "1/15/2024,Cafe,CAFE &lt;br/&gt;RIVER,-4.50,debit,Coffee,Checking,,\n"
        "1/14/2024,Payroll,ACME PAYROLL,-100.00,credit,Income,Checking,,\n"
        "1/13/2024,Gas,GAS 4471,20.00,debit,Gas,Checking,,\n",
        [
            ("2024-01-15", "-4.50", "CAFE RIVER"),
            ("2024-01-14", "100.00", "ACME PAYROLL"),
            ("2024-01-13", "-20.00", "GAS 4471"),
        ],
        "Mint",
    ),
    Export(
        "ynab_register",
        '\ufeff"Account","Flag","Date","Payee","Category Group/Category","Category Group","Category","Memo","Outflow","Inflow","Cleared"\n'
        '"Checking","","01/31/2024","Transfer : Savings","","","","",$500.00,$0.00,"Cleared"\n'
        '"Savings","","01/31/2024","Transfer : Checking","","","","",$0.00,$500.00,"Uncleared"\n'
        '"Checking","","01/15/2024","Corner Store","Food: Groceries","Food","Groceries","milk",$8.15,$0.00,"Reconciled"\n',
        [
            ("2024-01-31", "-500.00", "Transfer : Savings"),
            ("2024-01-15", "-8.15", "Corner Store"),
            ("2024-01-31", "500.00", "Transfer : Checking"),
        ],
        "YNAB",
    ),
    Export(
        "monarch",
        "Date,Merchant,Category,Account,Original Statement,Notes,Amount,Tags,Owner\n"
        "2024-03-30,Cafe River,Coffee,Checking (...1234),CAFE RIVER 44 TX,,-4.50,,Shared\n"
        "2024-03-29,Acme,Paychecks,Checking (...1234),ACME PAYROLL,,1500.00,,Shared\n",
        [("2024-03-30", "-4.50", "CAFE RIVER 44 TX"), ("2024-03-29", "1500.00", "ACME PAYROLL")],
        "Monarch",
    ),
    Export(
        "rocket_money",
        "Date,Original Date,Account Type,Account Name,Account Number,Institution Name,Name,Custom Name,"
        "Amount,Description,Category,Note,Ignored From,Tax Deductible\n"
        "2024-03-30,2024-03-29,Cash,Checking,1234,Big Bank,Cafe River,,4.50,CAFE RIVER 44 TX,Dining,,,\n"
        "2024-03-28,2024-03-28,Cash,Checking,1234,Big Bank,Acme,,-1500.00,ACME PAYROLL,Income,,,\n",
        [("2024-03-30", "-4.50", "CAFE RIVER 44 TX"), ("2024-03-28", "1500.00", "ACME PAYROLL")],
        "Rocket Money",
    ),
    Export(
        "copilot_charges_positive",
        "date,name,amount,status,category,parent category,excluded,tags,type,account,account mask,note,recurring\n"
        "2024-03-30,Cafe River,4.5,posted,Coffee,Food,false,,regular,Checking,1234,,\n"
        "2024-03-29,Corner Gas,20,pending,Gas,Car,false,,regular,Checking,1234,,\n"
        "2024-03-28,Acme,-1500,posted,,,false,,income,Checking,1234,,\n",
        [("2024-03-30", "-4.50", "Cafe River"), ("2024-03-28", "1500.00", "Acme")],
        "Copilot",
        left_out=1,
    ),
    Export(
        "card_with_unsigned_amounts_and_kinds",
        "Date,Description,Type,Amount\n01/15/2024,CAFE,Purchase,4.50\n01/14/2024,CAFE,Refund,4.50\n",
        [("2024-01-15", "-4.50", "CAFE"), ("2024-01-14", "4.50", "CAFE")],
        None,
        "credit",
    ),
    Export(
        "empower",
        "Date,Account,Description,Category,Tags,Amount\n"
        "2024-03-30,Big Bank Checking - Ending in 1234,Cafe River,Restaurants,,-4.50\n"
        "2024-03-28,Big Bank Checking - Ending in 1234,Acme Payroll,Paychecks,,1500\n",
        [("2024-03-30", "-4.50", "Cafe River"), ("2024-03-28", "1500.00", "Acme Payroll")],
        "Empower",
    ),
    Export(
        "actual",
        "Account,Date,Payee,Notes,Category_Group,Category,Amount,Split_Amount,Cleared\n"
        "Checking,2024-03-30,Cafe River,,Usual,Food,-4.5,0,Cleared\n"
        "Checking,2024-03-28,Acme,march pay,Income,Income,1500,0,Not cleared\n",
        [("2024-03-30", "-4.50", "Cafe River"), ("2024-03-28", "1500.00", "Acme")],
        "Actual",
    ),
    Export(
        "td_canada_without_header",
        "03/15/2024,GROCER 44,52.10,,947.90\n03/14/2024,PAYROLL,,1000.00,1000.00\n"
        "03/13/2024,COFFEE,3.25,,0.00\n",
        [
            ("2024-03-15", "-52.10", "GROCER 44"),
            ("2024-03-14", "1000.00", "PAYROLL"),
            ("2024-03-13", "-3.25", "COFFEE"),
        ],
    ),
]


@pytest.mark.parametrize("export", EXPORTS, ids=lambda export: export.name)
def test_a_banks_export_reads_to_the_cent(export: Export) -> None:
    file = read_table(export.data, account_type=export.account_type)

    assert [shown(row) for row in movements(file)] == export.rows
    assert file.errors == []
    assert file.layout is not None
    assert file.layout.profile == export.profile
    assert len(file.left_out) == export.left_out


@pytest.mark.parametrize(
    "export",
    [one for one in EXPORTS if one.profile and one.account_type and "card" not in one.name],
    ids=lambda export: export.name,
)
def test_the_account_type_matters_only_where_the_file_is_silent(export: Export) -> None:
    """A person who says "card" of a bank's own signed export does not turn its signs around."""
    as_told = read_table(export.data, account_type=export.account_type)
    untold = read_table(export.data, account_type=None)

    assert movements(untold) == movements(as_told)
