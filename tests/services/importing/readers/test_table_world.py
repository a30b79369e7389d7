"""Made-up exports in the forms of banks around the world, none of which has a profile."""

import pytest

from backend.services.importing.readers.table import read_table
from tests.services.importing.readers.table_exports import Export, movements, shown

EXPORTS = [
    Export(
        "sparkasse_germany",
        '"Auftragskonto";"Buchungstag";"Valutadatum";"Buchungstext";"Verwendungszweck";'
        '"Beguenstigter/Zahlungspflichtiger";"Kontonummer";"BLZ";"Betrag";"Waehrung";"Info"\n'
        '"1000111";"22.02.18";"23.02.18";"LASTSCHRIFT";"RG 77";"Strom AG";"DE13";"XYZ";"-36,99";"EUR";"gebucht"\n'
        '"1000111";"21.02.18";"21.02.18";"GUTSCHRIFT";"Lohn";"Muster GmbH";"DE14";"XYZ";"1.036,99";"EUR";"gebucht"\n',
        [("2018-02-22", "-36.99", "RG 77 Strom AG"), ("2018-02-21", "1036.99", "Lohn Muster GmbH")],
    ),
    Export(
        "ing_germany_with_a_page_before_the_header",
        (
            "Umsatzanzeige;Datei erstellt am: 01.02.2020 10:00\n\nIBAN;DE12 3456\nKontoname;Girokonto\n"
            "Zeitraum;01.01.2020 - 31.01.2020\nSaldo;987,66;EUR\n\nSortierung;Datum absteigend\n\n"
            "Buchung;Valuta;Auftraggeber/Empfänger;Buchungstext;Verwendungszweck;Saldo;Währung;Betrag;Währung\n"
            "31.01.2020;31.01.2020;Bäcker;Lastschrift;Brötchen;987,66;EUR;-12,34;EUR\n"
            "30.01.2020;30.01.2020;Muster;Gehalt/Rente;Lohn;1.000,00;EUR;1.000,00;EUR\n"
        ).encode("latin-1"),
        [("2020-01-31", "-12.34", "Bäcker Brötchen"), ("2020-01-30", "1000.00", "Muster Lohn")],
    ),
    Export(
        "dkb_germany_names_the_other_sides_account",
        '"Kontonummer:";"DE00 / Girokonto";\n\n"Kontostand vom 31.01.2020:";"1.234,56 EUR";\n\n'
        '"Buchungstag";"Wertstellung";"Buchungstext";"Auftraggeber / Begünstigter";"Verwendungszweck";'
        '"Kontonummer";"BLZ";"Betrag (EUR)";\n'
        '"31.01.2020";"31.01.2020";"Lastschrift";"Markt";"Einkauf";"DE11";"AAA";"-12,34";\n'
        '"30.01.2020";"30.01.2020";"Gutschrift";"Muster";"Lohn";"DE22";"BBB";"2.500,00";\n',
        [("2020-01-31", "-12.34", "Markt Einkauf"), ("2020-01-30", "2500.00", "Muster Lohn")],
    ),
    Export(
        "ing_netherlands",
        '"Datum","Naam / Omschrijving","Rekening","Tegenrekening","Code","Af Bij","Bedrag (EUR)",'
        '"MutatieSoort","Mededelingen"\n'
        '"20200131","SUPERMARKT","NL11AAAA0001","","BA","Af","12,34","Betaalautomaat","Pas 001"\n'
        '"20200130","WERKGEVER","NL11AAAA0001","NL22","OV","Bij","1000,00","Overschrijving","Salaris"\n',
        [
            ("2020-01-31", "-12.34", "SUPERMARKT Pas 001"),
            ("2020-01-30", "1000.00", "WERKGEVER Salaris"),
        ],
    ),
    Export(
        "knab_netherlands",
        "KNAB EXPORT;;;;;;;\n"
        "Rekeningnummer;Transactiedatum;Valutacode;CreditDebet;Bedrag;Tegenrekeningnummer;"
        "Tegenrekeninghouder;Omschrijving\n"
        "NL11AAAA0001;31-01-2020;EUR;D;12,34;NL22;Markt;Boodschappen\n"
        "NL11AAAA0001;30-01-2020;EUR;C;1000,00;NL33;Baas;Loon\n",
        [("2020-01-31", "-12.34", "Boodschappen"), ("2020-01-30", "1000.00", "Loon")],
    ),
    Export(
        "bunq_netherlands_decimal_comma_between_commas",
        '"Datum","Bedrag","Rekening","Tegenrekening","Naam","Omschrijving"\n'
        '"2018-03-01","-2,56","NL47","NL89","Bakker","brood"\n'
        '"2018-03-09","1.750,00","NL47","NL77","Baas","loon"\n',
        [("2018-03-01", "-2.56", "Bakker brood"), ("2018-03-09", "1750.00", "Baas loon")],
    ),
    Export(
        "kbc_belgium_debit_repeats_the_minus",
        "Rekeningnummer;Rubrieknaam;Naam;Munt;Datum;Omschrijving;Valuta;Bedrag;Saldo;credit;debet;"
        "rekeningnummer tegenpartij;Naam tegenpartij\n"
        "BE11;   ;A READER;EUR;28/02/2018;BIJDRAGE;28/02/2018;-3,40;219,95;      ;-3,40;    ;    \n"
        "BE11;   ;A READER;EUR;27/02/2018;LOON;27/02/2018;223,35;223,35;223,35;      ;BE22;BAAS\n",
        [("2018-02-28", "-3.40", "BIJDRAGE"), ("2018-02-27", "223.35", "LOON BAAS")],
    ),
    Export(
        "french_bank_debit_column_negative",
        (
            "Compte de Dépôt n° 123\nSolde au 31/01/2024 987,66 €\n\nDate;Libellé;Débit euros;Crédit euros;\n"
            '31/01/2024;"PAIEMENT PAR CARTE\nÉPICERIE 30/01\n";-12,34;;\n'
            '30/01/2024;"VIREMENT\nEMPLOYEUR";;1 500,00;\n'
        ).encode("cp1252"),
        [
            ("2024-01-31", "-12.34", "PAIEMENT PAR CARTE ÉPICERIE 30/01"),
            ("2024-01-30", "1500.00", "VIREMENT EMPLOYEUR"),
        ],
    ),
    Export(
        "french_export_with_a_dash_and_an_account_line",
        '-\n="0234500012345678";21/11/2015;19/02/2016;36;19/02/2016;1234,37 EUR\n\n'
        "Date de l'opération;Libellé;Détail de l'écriture;Montant de l'opération;Devise\n"
        "19/02/2016;VIR RECU;VIR RECU DE FRANÇOIS;50,00;EUR\n18/02/2016;COTISATION;COTISATION;-8,10;EUR\n",
        [("2016-02-19", "50.00", "VIR RECU"), ("2016-02-18", "-8.10", "COTISATION")],
    ),
    Export(
        "italian_bank",
        "Data contabile;Data valuta;Descrizione;Accrediti;Addebiti;Descrizione estesa\n"
        "31/01/2024;31/01/2024;Pagamento POS;;-12,34;MERCATO\n30/01/2024;30/01/2024;Stipendio;1.500,00;;DITTA\n",
        [
            ("2024-01-31", "-12.34", "Pagamento POS MERCATO"),
            ("2024-01-30", "1500.00", "Stipendio DITTA"),
        ],
    ),
    Export(
        "spanish_bank",
        "\n\nFecha;F.Valor;Concepto;Movimiento;Importe;Divisa;Disponible;Divisa\n"
        "05/01/2024;05/01/2024;Mercado;Pago;-12,34;EUR;987,66;EUR\n04/01/2024;04/01/2024;Nómina;Abono;1.000,00;EUR;1.000,00;EUR\n",
        [("2024-01-05", "-12.34", "Mercado"), ("2024-01-04", "1000.00", "Nómina")],
    ),
    Export(
        "portuguese_brazilian_opening_balance_with_an_amount",
        'Data,Lançamento,Valor\n31/01/2024,PIX ENVIADO,"-R$ 1.234,56"\n30/01/2024,SALARIO,"R$ 5.000,00"\n'
        '30/01/2024,SALDO ANTERIOR,"R$ 10,00"\n',
        [("2024-01-31", "-1234.56", "PIX ENVIADO"), ("2024-01-30", "5000.00", "SALARIO")],
        left_out=1,
    ),
    Export(
        "norwegian_bank",
        '"Dato";"Forklaring";"Rentedato";"Ut fra konto";"Inn på konto"\n'
        '"31.01.2024";"Varekjøp";"31.01.2024";"123,40";""\n"30.01.2024";"Lønn";"30.01.2024";"";"25 000,00"\n',
        [("2024-01-31", "-123.40", "Varekjøp"), ("2024-01-30", "25000.00", "Lønn")],
    ),
    Export(
        "swedish_bank_three_decimals",
        "Bokföringsdatum;Valutadatum;Verifikationsnummer;Text;Belopp;Saldo\n"
        "2024-01-31;2024-01-31;549;MATAFFÄR;-123,400;876,600\n2024-01-30;2024-01-30;550;LÖN;1000,000;1000,000\n",
        [("2024-01-31", "-123.40", "MATAFFÄR"), ("2024-01-30", "1000.00", "LÖN")],
    ),
    Export(
        "polish_bank_cp1250",
        (
            "#Data operacji;#Opis operacji;#Rachunek;#Kategoria;#Kwota;\n"
            '2024-01-31;"PIEKARNIA ŁÓDŹ ZAKUP PRZY UŻYCIU KARTY";"eKonto";"Żywność";-12,34 PLN;;\n'
            '2024-01-30;"WYNAGRODZENIE";"eKonto";"Wpływy";1 500,00 PLN;;\n'
        ).encode("cp1250"),
        [
            ("2024-01-31", "-12.34", "PIEKARNIA ŁÓDŹ ZAKUP PRZY UŻYCIU KARTY"),
            ("2024-01-30", "1500.00", "WYNAGRODZENIE"),
        ],
    ),
    Export(
        "russian_bank_cp1251",
        (
            "Дата операции;Дата обработки;Категория;Описание операции;Сумма;Остаток\n"
            "31.01.2024;01.02.2024;Супермаркеты;МАГАЗИН;-,01;999,99\n"
            "30.01.2024;30.01.2024;Зарплата;КОМПАНИЯ;+1 000,00;1 000,00\n"
        ).encode("cp1251"),
        [("2024-01-31", "-0.01", "МАГАЗИН"), ("2024-01-30", "1000.00", "КОМПАНИЯ")],
    ),
    Export(
        "swedbank_baltics_with_turnover_rows",
        '"Account No","","Date","Beneficiary","Details","Amount","Currency","D/K","Record ID","Code",\n'
        '"LT73","10","2014-10-01","","Opening balance","10374.04","LTL","K","","AS",\n'
        '"LT73","20","2014-10-01","UAB "Naktida"","PIRKINYS 15.31 LTL","15.31","LTL","D","123","K",\n'
        '"LT73","20","2014-10-06","UAB DARBAS","Darbo užmokestis","2863.63","LTL","K","124","MK",\n'
        '"LT73","82","2014-10-06","","Turnover","15.31","LTL","D","","K2",\n'
        '"LT73","82","2014-10-06","","Turnover","2863.63","LTL","K","","K2",\n'
        '"LT73","86","2014-10-06","","Closing balance","13222.36","LTL","K","","LS",\n',
        [
            ("2014-10-01", "-15.31", "PIRKINYS 15.31 LTL"),
            ("2014-10-06", "2863.63", "Darbo užmokestis"),
        ],
        left_out=4,
    ),
    Export(
        "hungarian_bank_dates_with_a_last_dot",
        "Tranzakció dátuma,Partner neve,Számlaszám,Tranzakció összege,Tranzakció devizaneme,Bevétel/Kiadás,"
        "Értéknap,Közlemény,Egyenleg\n"
        "2019.04.19.,BOLT,111,-350,HUF,outflow,2019.04.19.,kenyér,1290\n"
        "2019.04.17.,MUNKA,111,1640,HUF,inflow,2019.04.18.,bér,1640\n",
        [("2019-04-19", "-350.00", "BOLT kenyér"), ("2019-04-17", "1640.00", "MUNKA bér")],
    ),
    Export(
        "ubs_switzerland_apostrophes",
        "Datum;Buchungstext;Belastung CHF;Gutschrift CHF;Valuta;Saldo CHF\n"
        "31.01.2024;Einkauf;1'112.35;;31.01.2024;10'373.94\n30.01.2024;Lohn;;11'486.29;30.01.2024;11'486.29\n",
        [("2024-01-31", "-1112.35", "Einkauf"), ("2024-01-30", "11486.29", "Lohn")],
    ),
    Export(
        "viseca_switzerland_charges_positive_three_decimals",
        '"TransactionID","Date","Merchant","Amount","Currency","OriginalAmount","OriginalCurrency","Details"\n'
        '"A1","2024-01-31T10:11:12","Laden","12.350","CHF","12.350","CHF","Laden Bern"\n'
        '"A2","2024-01-30T10:11:12","Buch","45.000","CHF","50.000","USD","Buch Online"\n'
        '"A3","2024-01-29T10:11:12","Zahlung","-500.000","CHF","-500.000","CHF","Ihre Zahlung - Danke"\n',
        [
            ("2024-01-31", "-12.35", "Laden Bern"),
            ("2024-01-30", "-45.00", "Buch Online"),
            ("2024-01-29", "500.00", "Ihre Zahlung - Danke"),
        ],
        account_type="credit",
    ),
    Export(
        "john_lewis_card_pending_instead_of_a_date",
        "\ufeffDate Processed,Description,Amount,\nPending,CAFE                 LONDON       GBR,£67.40,\n"
        '12-Dec-2019,INSURANCE        01222 61234  GBR,"£1,183.23",\n'
        '02-Dec-2019,PAYMENT RECEIVED - THANK YOU,"+ £1,100.00",CR\n',
        [
            ("2019-12-12", "-1183.23", "INSURANCE 01222 61234 GBR"),
            ("2019-12-02", "1100.00", "PAYMENT RECEIVED - THANK YOU"),
        ],
        account_type="credit",
        left_out=1,
    ),
    Export(
        "revolut_fee_beside_the_amount",
        "Type,Product,Started Date,Completed Date,Description,Amount,Fee,Currency,State,Balance\n"
        "CARD_PAYMENT,Current,2024-01-02 10:00:00,2024-01-03 11:00:00,Cafe,-4.50,0.00,EUR,COMPLETED,95.50\n"
        "TRANSFER,Current,2024-01-04 10:00:00,2024-01-04 11:00:00,To a friend,-20.00,0.50,EUR,COMPLETED,75.00\n"
        "TOPUP,Current,2024-01-05 10:00:00,2024-01-05 11:00:00,Top-Up,100.00,1.00,EUR,COMPLETED,174.00\n"
        "CARD_PAYMENT,Current,2024-01-06 10:00:00,,Hotel,-50.00,0.00,EUR,PENDING,\n"
        "CARD_PAYMENT,Current,2024-01-06 10:00:00,,Shop,-5.00,0.00,EUR,REVERTED,\n",
        [
            ("2024-01-02", "-4.50", "Cafe"),
            ("2024-01-04", "-20.50", "To a friend"),
            ("2024-01-05", "99.00", "Top-Up"),
        ],
        left_out=2,
    ),
    Export(
        "monzo_uk_days_under_thirteen_and_pounds",
        "Transaction ID,Date,Time,Type,Name,Category,Amount,Currency,Local amount,Local currency,Description\n"
        "tx_00009,02/03/2018,10:11:12,Card payment,Cafe,Eating out,-3.45,GBP,-4.00,EUR,CAFE PARIS FRA\n"
        "tx_00010,04/03/2018,10:11:12,Faster payment,A Friend,General,20.00,GBP,20.00,GBP,lunch\n",
        [("2018-03-02", "-3.45", "CAFE PARIS FRA"), ("2018-03-04", "20.00", "lunch")],
    ),
    Export(
        "nationwide_uk_without_header",
        "07 Nov 2013,Bank credit,Wages,,£500.00,£500.00\n09 Nov 2013,ATM Withdrawal,High Street,£20.00,,£480.00\n"
        "09 Dec 2013,Visa,Supermarket,£19.77,,£460.23\n",
        [
            ("2013-11-07", "500.00", "Bank credit"),
            ("2013-11-09", "-20.00", "ATM Withdrawal"),
            ("2013-12-09", "-19.77", "Visa"),
        ],
    ),
    Export(
        "easybank_austria_without_header",
        (
            "00075757575;Abbuchung Bäckerei    BG/00246;22.01.2014;22.01.2014;-18,00;EUR\n"
            "00075757575;Gutschrift            BG/00247;15.01.2014;16.01.2014;+120,00;EUR\n"
        ).encode("latin-1"),
        [
            ("2014-01-22", "-18.00", "Abbuchung Bäckerei BG/00246"),
            ("2014-01-15", "120.00", "Gutschrift BG/00247"),
        ],
    ),
    Export(
        "australian_bank_without_header",
        '31/01/2024,"-12.30","MARKET SYDNEY","+987.70"\n30/01/2024,"+1000.00","SALARY","+1000.00"\n',
        [("2024-01-31", "-12.30", "MARKET SYDNEY"), ("2024-01-30", "1000.00", "SALARY")],
    ),
    Export(
        "old_bank_without_header_short_years",
        "10-Nov-9,-123.12,,,TRANSFER DEBIT,MORTGAGE,0.00,\n09-Nov-10,123.12,,,SALARY,FOO,432.12,\n"
        "04-Nov-11,-1234.00,,,TRANSFER DEBIT,SAVINGS TO BANK,0.00,\n",
        [
            ("2009-11-10", "-123.12", "TRANSFER DEBIT"),
            ("2010-11-09", "123.12", "SALARY"),
            ("2011-11-04", "-1234.00", "TRANSFER DEBIT"),
        ],
    ),
    Export(
        "suntrust_zero_in_the_unused_column",
        "11/01/2014,0, Deposit,0,500.00,500.00\n11/02/2014,101,Check,100.00,0,400.00\n"
        "11/06/2014,105,Check,400.00,0,0.00\n11/17/2014,0, Deposit,0,700.00,700.00\n",
        [
            ("2014-11-01", "500.00", "Deposit"),
            ("2014-11-02", "-100.00", "Check"),
            ("2014-11-06", "-400.00", "Check"),
            ("2014-11-17", "700.00", "Deposit"),
        ],
    ),
    Export(
        "a_month_of_purchases_only_without_header",
        "01/09/2015,SANDWICHES,8.19,,991.81\n02/18/2015,BURGERS #6338,8.55,,983.26\n",
        [("2015-01-09", "-8.19", "SANDWICHES"), ("2015-02-18", "-8.55", "BURGERS #6338")],
    ),
    Export(
        "card_with_debit_words_and_payments_negative",
        '2013/01/18,2013/01/17,2013011801,DEBIT,2226,"PARKING           AUCKLAND",4.60\n'
        '2013/01/19,2013/01/19,2013011901,CREDIT,2226,"INTERNET PAYMENT RECEIVED",-500.00\n',
        [
            ("2013-01-18", "-4.60", "PARKING AUCKLAND"),
            ("2013-01-19", "500.00", "INTERNET PAYMENT RECEIVED"),
        ],
    ),
    Export(
        "state_bank_of_india_grouping",
        "Txn Date,Value Date,Description,Ref No./Cheque No.,        Debit,Credit,Balance\n"
        '1 Jan 2024,1 Jan 2024,BY TRANSFER,UPI 1, ,"1,000.00","12,84,531.00"\n'
        '3 Jan 2024,3 Jan 2024,TO TRANSFER,UPI 2,"84,531.00", ,"12,00,000.00"\n',
        [("2024-01-01", "1000.00", "BY TRANSFER"), ("2024-01-03", "-84531.00", "TO TRANSFER")],
    ),
    Export(
        "japanese_yen_without_decimals",
        'Date,Description,Withdrawal,Deposit,Balance\n2024/01/05,コンビニ,"1,234",,"98,766"\n'
        '2024/01/04,給与,,"100,000","100,000"\n',
        [("2024-01-05", "-1234.00", "コンビニ"), ("2024-01-04", "100000.00", "給与")],
    ),
    Export(
        "sumup_outgoing_and_incoming",
        "Datum der Transaktion,Transaktions-ID,Zahlungsreferenz,Status,Zahlungsbetrag ausgehend,"
        "Zahlungsbetrag eingehend,Zahlungswährung,Verfügbares Guthaben\n"
        '"29.12.24, 13:56",CONP,Miete,Genehmigt,840.12,0.00,EUR,159.88\n'
        '"15.03.24, 09:19",C9B7,Lohn,Genehmigt,0.00,1000.00,EUR,1000.00\n',
        [("2024-12-29", "-840.12", "Miete"), ("2024-03-15", "1000.00", "Lohn")],
    ),
    Export(
        "monefy_duplicate_header_names",
        "date,account,category,amount,currency,converted amount,currency,description\n"
        "12/31/2023,Cash,Food,-4.50,USD,-4.10,EUR,bun\n12/30/2023,Cash,Salary,100,USD,91.00,EUR,pay\n",
        [("2023-12-31", "-4.50", "bun"), ("2023-12-30", "100.00", "pay")],
    ),
    Export(
        "payoneer_credit_before_debit",
        "Transaction Date,Transaction ID,Description,Credit Amount,Debit Amount,Currency,Status,Running Balance\n"
        "05/23/2024,T123,Withdrawal,,100,USD,Completed,200\n05/22/2024,T122,Payment,120,,USD,Completed,300\n",
        [("2024-05-23", "-100.00", "Withdrawal"), ("2024-05-22", "120.00", "Payment")],
    ),
]


@pytest.mark.parametrize("export", EXPORTS, ids=lambda export: export.name)
def test_a_foreign_export_reads_to_the_cent(export: Export) -> None:
    file = read_table(export.data, account_type=export.account_type)

    assert [shown(row) for row in movements(file)] == export.rows
    assert file.errors == []
    assert file.layout is not None
    assert file.layout.profile is None
    assert len(file.left_out) == export.left_out
