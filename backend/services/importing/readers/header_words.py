"""The words that banks write above their columns, by role and in a dozen languages."""

from enum import StrEnum
from typing import Final


class Role(StrEnum):
    """What a column holds."""

    DATE = "date"  # of the purchase or transfer itself
    POSTED = "posted date"
    VALUE_DATE = "value date"
    OTHER_DATE = "other date"
    AMOUNT = "amount"
    FOREIGN = "amount in another currency"
    DEBIT = "money out"
    CREDIT = "money in"
    DIRECTION = "direction"
    BALANCE = "balance"
    FEE = "fee"
    OTHER_NUMBER = "other number"
    TEXT = "description"
    PARTY = "payee"
    ORIGINAL = "bank's own description"
    MEMO = "memo"
    KIND = "kind"
    ID = "id"
    STATUS = "status"
    CURRENCY = "currency"
    ACCOUNT_NUMBER = "account number"
    ACCOUNT_NAME = "account name"
    CARD = "card"
    COUNTERPARTY = "account of the other side"
    OTHER = "other"


# Accents, case and signs don't count. Data, hence the length of this module.
WORDS: Final[dict[Role, tuple[str, str]]] = {
    Role.DATE: (
        (
            "date, datum, fecha, data, dato, dag, day, datetime, date time, timestamp, when, дата, "
            "kauf, created, created on, created at, started date, päivä, päivämäärä, dátum, tarih, "
            "kuupäev, data e hora, datum provedení"
        ),
        (
            "tranzakció dátuma, transaction date, trans date, tran date, txn date, trade date, run date, purchase date, "
            "authorized date, date of transaction, transaktionsdatum, transaktionsdato, "
            "transaktiedatum, transactiedatum, datum transactie, kaufdatum, belegdatum, einkaufsdatum, "
            "date operation, date de l operation, date d operation, date opération, date de "
            "transaction, fecha operacion, fecha de operacion, f operacion, fecha transaccion, "
            "data operazione, data movimento, data transakcji, data operacji, data lançamento, "
            "data lancto, data da operação, data mov, data do movimento, kjøpsdato, købsdato, "
            "köpdatum, inköpsdatum, дата операции, дата транзакции, date utc, datum uhrzeit, "
            "initiated date"
        ),
    ),
    Role.POSTED: (
        (
            "posted, booked, buchung, verbucht, verbucht am, boekdatum, bokföringsdag, settled, "
            "bokføringsdag, bokført, bogført, kirjauspäivä"
        ),
        (
            "posting date, post date, posted date, date posted, booking date, processed date, "
            "datum zaúčtování, date processed, clearing date, completed date, date completed, settlement date, "
            "settled date, entry date, buchungstag, buchungsdatum, date comptable, "
            "date de comptabilisation, date comptabilisation, fecha contable, fecha de registro, "
            "data contabile, data registrazione, boekingsdatum, bokföringsdatum, bogføringsdato, "
            "bokført dato, bokføringsdato, data księgowania, data contabilização, дата обработки, "
            "дата проводки, date settled, date de traitement"
        ),
    ),
    Role.VALUE_DATE: (
        "valuta, wert, wertstellung, valeur, fecha valor, data valor, rente, ränta",
        (
            "value date, date value, valutadatum, valuta datum, wertstellungstag, wertstellungsdatum, "
            "date de valeur, date valeur, fecha de valor, f valor, data valuta, rentedatum, "
            "valutadag, valutadato, rentedato, räntedag, data waluty, data de valor, arvopäivä, "
            "interest date, effective date"
        ),
    ),
    Role.OTHER_DATE: (
        (
            "due date, time, last updated, updated, statement date, as of date, expiry date, "
            "date downloaded"
        ),
        (
            "due date, original date, statement date, as of, maturity, acquired, expiration, "
            "updated, birth"
        ),
    ),
    Role.AMOUNT: (
        (
            "amount, amt, sum, value, betrag, umsatz, montant, importe, importo, bedrag, valor, "
            "částka, objem, zaúčtovaná částka, částka czk, összege, montante, belopp, beløp, beløb, kwota, summe, summa, monto, quantia, cantidad, total, "
            "net, netto, gross, brutto, сумма, määrä, összeg, castka, tutar, suma, import, "
            "transaktion, valore, amount eur, amount usd, nettobetrag, transaction"
        ),
        (
            "amount, betrag, umsatz, montant, importe, importo, bedrag, montante, belopp, beløp, "
            "tranzakció összege, beløb, kwota, monto, transaction amount, net amount, summary amt, сумма, сумма операции, "
            "valor do movimento, valor da operação"
        ),
    ),
    Role.FOREIGN: (
        "fremdwährungsbetrag, ursprungsbetrag",
        (
            "original amount, foreign amount, instructed amount, amount foreign, foreign currency, "
            "local amount, merchant amount, fremdwährung, ursprünglicher betrag, originalbetrag, "
            "montant en devise, devise étrangère, importe divisa, importo in divisa, vreemde valuta, "
            "utländskt belopp, principal amount, split amount, source amount, target amount, "
            "сумма в валюте операции, asset amount, ursprüngliche, originalbelopp, cashback amount"
        ),
    ),
    Role.DEBIT: (
        (
            "debit, debits, out, outflow, withdrawal, withdrawals, soll, debet, debe, cargo, cargos, "
            "dare, adeudo, uscite, uscita, addebiti, addebito, af, uit, ut, ud, hævet, uttag, utgift, "
            "débito, débitos, saída, saídas, charge, charges, spent, expense, expenses, wydatki, "
            "paid out, money out, retrait, retraits, dépense, dépenses, расход, списание, belastung, "
            "belastungen, ausgehend, outgoing, sortant, lastschrift, ausgang, ausgaben, ausgabe, withdrawn, dr, debit amt, gasto, "
            "gastos, salida, salidas, uscite eur"
        ),
        (
            "debit, débit, withdrawal, withdrawals, money out, paid out, outflow, lastschrift, "
            "belastung, cargo, adeudo, uscite, addebito, débito, ut fra konto, ut av konto, "
            "ausgehend, outgoing, obciążenie, obciążenia, сумма списания, расход, debet, betrag soll, paid outs"
        ),
    ),
    Role.CREDIT: (
        (
            "credit, credits, in, inflow, deposit, deposits, haben, crédit, crédits, haber, abono, "
            "abonos, avere, entrate, entrata, accrediti, accredito, bij, inn, ind, indsat, insättning, "
            "inkomst, crédito, créditos, entrada, entradas, income, received, wpływy, paid in, "
            "money in, versement, versements, recette, recettes, приход, зачисление, gutschrift, "
            "gutschriften, eingehend, incoming, entrant, eingang, einnahmen, einnahme, cr, kredit, credit amt, ingreso, ingresos, "
            "lodgements, lodgement"
        ),
        (
            "credit, crédit, deposit, deposits, money in, paid in, inflow, gutschrift, abono, "
            "eingehend, incoming, entrate, accredito, crédito, inn på konto, inn til konto, uznanie, uznania, "
            "сумма зачисления, приход, kredit, betrag haben"
        ),
    ),
    Role.DIRECTION: (
        (
            "dr cr, cr dr, d c, c d, dc, cd, drcr, crdr, d k, k d, s h, sh, af bij, bij af, soll haben, "
            "haben soll, direction, sens, indicator, debit credit, credit debit, debit or credit, "
            "balance impact, sign, signe, vorzeichen, +, richtung, plus minus, dare avere, "
            "umsatzart, type, transaction type, tipo, typ, d h, deb cred, cargo abono, in out, "
            "deebet kreedit d c, deebet kreedit, debit credit d c, d k, money in out"
        ),
        "indicator, debit credit, credit debit, soll haben, dr cr, cr dr, debit or credit",
    ),
    Role.BALANCE: (
        (
            "balance, saldo, kontostand, solde, bal, guthaben, kontosaldo, остаток, saldo actual, "
            "zůstatek, egyenleg, accountbalance, running total, egenleg, balans, stan konta, saldo final, saldo contabile"
        ),
        (
            "balance, saldo, kontostand, solde, running bal, running balance, running total, "
            "remaining, остаток, kontosaldo, guthaben, saldi, available, tilgjengelig"
        ),
    ),
    Role.FEE: (
        (
            "fee, fees, gebühr, gebühren, entgelt, commission, frais, comisión, commissione, "
            "commissioni, kosten, avgift, gebyr, opłata, taxa, комиссия, charges and fees"
        ),
        "fee, fees, gebühr, commission, commissions, frais, comisión, commissione, комиссия",
    ),
    Role.OTHER_NUMBER: (
        (
            "tax, taxes, tip, rate, price, shares, quantity, qty, units, kurs, points, rewards, limit, "
            "interest, mcc, zip code, zip, cost basis, year, month, week, no, nr, number, cashback"
        ),
        (
            "rate, exchange rate, wechselkurs, umrechnungskurs, kurs, taux, tax, tip, price, shares, "
            "quantity, limit, points, reward, rewards, cost basis, market value, accrued interest, "
            "vat, mwst, steuer, tva, iva, mcc, zip, postal code, due, minimum payment, apr, gain, "
            "shipping, insurance, cashback, курс, change, wert in, total value"
        ),
    ),
    Role.TEXT: (
        (
            "description, details, detail, narrative, narration, particulars, text, libellé, "
            "beschreibung, verwendungszweck, concepto, descripción, descrizione, causale, "
            "omschrijving, mededelingen, descrição, histórico, beskrivning, tekst, beskrivelse, opis, "
            "tytuł, tytułem, описание, назначение платежа, selgitus, megnevezés, açıklama, desc, "
            "items, title, transaction ref, zpráva pro příjemce, zpráva, közlemény, popis, "
            "item, transaction, transactions, particular, specification, specifikation, "
            "forklaring, buchungsdetails, wording, communication, communications, remarks, remark, "
            "motif, objet, oggetto, rubrik, viesti, selitys, details of transaction, what"
        ),
        (
            "description, transaction details, narrative, verwendungszweck, zahlungsreferenz, vwz, "
            "libellé, concepto, descripción, descrizione, causale, omschrijving, mededeling, descrição, "
            "histórico, beskrivning, beskrivelse, tytuł operacji, opis operacji, opis transakcji, "
            "описание операции, buchungstext, purpose, details, particulars, informations, remittance, "
            "avsender, forklaring, vwz1, bank description"
        ),
    ),
    Role.PARTY: (
        (
            "payee, name, merchant, counterparty, empfänger, zahlungsempfänger, begünstigter, "
            "auftraggeber, naam, navn, namn, nom, nombre, nome, beneficiary, beneficiario, "
            "bénéficiaire, tegenpartij, kontrahent, mottaker, modtager, mottagare, odbiorca, "
            "nadawca, контрагент, получатель, recipient, vendor, shop, store, debtor, creditor, "
            "gegenpartei, zahlungspflichtiger, tiers, controparte, merchant name, payer, saaja, "
            "název protiúčtu, partner neve, saaja maksja, geschäft, händler"
        ),
        (
            "payee, merchant, merchant name, counterparty, empfänger, zahlungsempfänger, "
            "zahlungsbeteiligter, zahlungspflichtiger, begünstigter, auftraggeber, "
            "name of sender, naam tegenpartij, naam omschrijving, nadawca odbiorca, "
            "nom du tiers, beneficiario, bénéficiaire, counter party, simple description, "
            "partner name, name gegenkonto, gegenpartei, other party"
        ),
    ),
    Role.ORIGINAL: (
        (
            "original description, original statement, bank description, "
            "appears on your statement as, raw description, original name, bank memo"
        ),
        "original description, original statement, bank description, raw description",
    ),
    Role.MEMO: (
        (
            "memo, note, notes, notiz, notizen, comment, comments, kommentar, labels, tags, remarks, "
            "user description, observaciones, observações, remarque, note personali, notatka, "
            "poznámka, anmerkung, bemerkung, notitie, message, melding, reason, address, extended details"
        ),
        "memo, note, notes, extended details, user description, comment",
    ),
    Role.KIND: (
        (
            "type, kind, art, transaction, buchungstext, buchungsart, transaction type, category, categoría, "
            "kategorie, catégorie, categoria, kategoria, typ, tipo, umsatzart, mutatiesoort, code, "
            "categorie, action, details, type of transaction, movimiento, transaktionstyp, operation, "
            "opération, type group, primary category, категория, vorgang, geschäftsvorfall, channel, "
            "subcategory"
        ),
        "type, category, kategorie, catégorie, mutatiesoort, buchungsart",
    ),
    Role.ID: (
        (
            "transaction id, id, fitid, unique id, reference number, reference, ref, ref no, "
            "reference no, referenz, référence, referencia, riferimento, transaction number, "
            "transaction reference, n de transaction, arkivkode, archive id, arhiveerimistunnus, "
            "transactiereferentie, numer referencyjny, volgnr, activity id, order id, trn, "
            "transferwise id, transaktions id, id transakce, transaktionsnummer, buchungsreferenz, confirmation number, reference id, uuid"
        ),
        (
            "transaction id, unique id, reference number, transaction reference, transaction no, "
            "n de transaction, fitid, transaction number, activity id"
        ),
    ),
    Role.STATUS: (
        (
            "status, state, stato, statut, estado, stage, cleared, statuss, staat, stan, статус, "
            "booking status, posted or pending"
        ),
        "status",
    ),
    Role.CURRENCY: (
        (
            "currency, ccy, curr, währung, devise, moneda, divisa, valuta, waluta, moeda, valuta kod, "
            "munt, měna, devizanem, měna účtu, currency code, monn, monnaie, mynt, валюта, iso, curr code, valutakode, vv, whg"
        ),
        "currency, währung, devise, moneda, divisa, waluta, moeda, валюта",
    ),
    Role.ACCOUNT_NUMBER: (
        (
            "account number, account no, account nr, kontonummer, konto nr, iban, rekening, "
            "rekeningnummer, numéro de compte, n de compte, n compte, cuenta, número de cuenta, conta, "
            "auftragskonto, kontonr, numer konta, numer rachunku, acct, acct no, номер счета, "
            "numero conto, iban auftragskonto, last four digits, own account, account id, "
            "eigenes konto, auftraggeberkonto, account num, číslo účtu, számlaszám, iban bban, conto corrente, produit, iban kontoinhaber, kliendi konto"
        ),
        "account number, account no, auftragskonto, kontonummer, rekeningnummer, numer rachunku",
    ),
    Role.ACCOUNT_NAME: (
        (
            "account, account name, konto, source account, compte, conto, kontoname, bank account, "
            "wallet, rachunek, konto name, счет, account title, kontobezeichnung, kontonavn, "
            "kontonamn"
        ),
        "account name, source account",
    ),
    Role.CARD: (
        (
            "card, card no, card number, card ending, kartennummer, karte, carte, tarjeta, carta, "
            "last 4, card last 4, masked card number, kort, kortnummer, last four digits"
        ),
        "card no, card number, card ending, kartennummer, card last, numéro de carte",
    ),
    Role.COUNTERPARTY: (
        (
            "gegenkonto, tegenrekening, counterparty account, to account, from account, iban gegenkonto, "
            "kontonummer iban, konto iban, to, from"
        ),
        (
            "gegenkonto, tegenrekening, tegenpartij iban, counterparty account, counterparty iban, "
            "to account, from account, zahlungsbeteiligter iban, iban zahlungsbeteiligter, "
            "iban tegenpartij, tegenpartij bban, beneficiary account, payee account, "
            "empfänger konto, konto empfänger, bic, sort code, blz, bankleitzahl, routing, "
            "číslo protiúčtu, protiúčet, partner számlaszáma, numer rachunku odbiorcy, numer rachunku kontrahenta, glaeubiger, gläubiger, mandatsreferenz, "
            "kundenreferenz, customer reference, end to end, to iban, iban destinatario"
        ),
    ),
    Role.OTHER: (
        (
            "check number, check no, check, check or slip, cheque number, "
            "cheque, cheque no, check serial number, checknumber, name on card, card member, "
            "member name, time, timezone, time zone, labels, tags, owner, reviewed"
        ),
        (
            "check number, check serial, check or slip, cheque, card member, member name, "
            "e mail, email, address, phone, country, city, state province"
        ),
    ),
}
"""For each role: whole headers, then phrases that may stand among other words."""

STEMS: Final[tuple[tuple[str, Role], ...]] = (
    ("saldo", Role.BALANCE),
    ("betrag", Role.AMOUNT),
    ("bedrag", Role.AMOUNT),
    ("belopp", Role.AMOUNT),
    ("datum", Role.DATE),
    ("dato", Role.DATE),
    ("date", Role.DATE),
    ("fecha", Role.DATE),
    ("wahrung", Role.CURRENCY),
    ("waehrung", Role.CURRENCY),
    ("valuta", Role.CURRENCY),
    ("verwendungszweck", Role.TEXT),
    ("beskriv", Role.TEXT),
    ("empf", Role.PARTY),
    ("kontonummer", Role.ACCOUNT_NUMBER),
    ("rekening", Role.ACCOUNT_NUMBER),
)
"""Parts of compound words, for headers that nothing else explains."""
