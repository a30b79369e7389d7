"""Plaid's error codes: the kind of failure, and the sentence for the owner.

A sentence says what happened and what to do next. `{code}` is filled in where Plaid's own word
is all that there is to say.
"""

from collections.abc import Mapping

from backend.integrations.bank_feed import FeedFailure as Kind

Meaning = tuple[Kind, str]

_REPAIR = "Choose “Repair” on this connection and log in again."
_KEPT = "What it brought so far stays."
_SETTINGS = "Look at Plaid’s keys in the settings."
# True of a sync, which comes back by itself, and of what somebody just asked for.
LATER = "Nothing was changed here. Try again later; syncs do so by themselves."

BY_REASON: Mapping[str, Meaning] = {
    "OAUTH_CONSENT_EXPIRED": (
        Kind.LOGIN_REQUIRED,
        f"Your permission to read this bank has run out. {_REPAIR}",
    ),
    "OAUTH_USER_REVOKED": (
        Kind.LOGIN_REQUIRED,
        f"The permission to read this bank was taken back at the bank. {_REPAIR}",
    ),
    "OAUTH_INVALID_TOKEN": (
        Kind.LOGIN_REQUIRED,
        f"The bank no longer accepts the permission you gave. {_REPAIR}",
    ),
}

_LOGIN_REQUIRED = (Kind.LOGIN_REQUIRED, f"The bank asks you to log in again. {_REPAIR}")
_REMOVED = (
    Kind.REMOVED,
    f"Plaid does not know this login any more. Connect the bank again. {_KEPT}",
)
_BANK_DOWN = (
    Kind.BANK_DOWN,
    f"The bank is not answering at the moment. Your login is fine. {LATER}",
)
_OUR_BUG = (
    Kind.OUR_BUG,
    (
        "Plaid did not understand a question of this app ({code}). That is a mistake in the app, not"
        " yours; please report it with this word."
    ),
)
_RATE_LIMITED = (
    Kind.RATE_LIMITED,
    f"Plaid was asked too often in a short time. {LATER}",
)
_SERVICE_DOWN = (Kind.SERVICE_DOWN, f"Plaid has a problem of its own. {LATER}")

BY_CODE: Mapping[str, Meaning] = {
    # The login
    "ITEM_LOGIN_REQUIRED": _LOGIN_REQUIRED,
    "INVALID_CREDENTIALS": _LOGIN_REQUIRED,
    "INVALID_MFA": _LOGIN_REQUIRED,
    "INVALID_UPDATED_USERNAME": _LOGIN_REQUIRED,
    "INSUFFICIENT_CREDENTIALS": _LOGIN_REQUIRED,
    "USER_INPUT_TIMEOUT": _LOGIN_REQUIRED,
    "ADDITIONAL_CONSENT_REQUIRED": (
        Kind.LOGIN_REQUIRED,
        "The bank was not asked for this kind of data yet. Choose “Repair” and allow it.",
    ),
    "ITEM_LOCKED": (
        Kind.ACTION_AT_BANK,
        (
            "The bank has locked this login, mostly after wrong passwords. Unlock it on the bank’s own"
            " page, then choose “Repair”."
        ),
    ),
    "PASSWORD_RESET_REQUIRED": (
        Kind.ACTION_AT_BANK,
        "The bank wants a new password. Set it on the bank’s own page, then choose “Repair”.",
    ),
    "USER_SETUP_REQUIRED": (
        Kind.ACTION_AT_BANK,
        (
            "The bank waits for something from you: log in on its own page, finish what it asks"
            " for (terms, a security question), then choose “Repair”."
        ),
    ),
    "ACCESS_NOT_GRANTED": (
        Kind.ACTION_AT_BANK,
        (
            "The permission that this needs was not given at the bank. Choose “Repair” and leave every"
            " permission switched on."
        ),
    ),
    "NO_ACCOUNTS": (
        Kind.ACTION_AT_BANK,
        (
            "The bank shows no account behind this login. Check on the bank’s own page that accounts"
            " are open and shared, then choose “Repair”."
        ),
    ),
    "INVALID_ACCESS_TOKEN": _REMOVED,
    "ITEM_NOT_FOUND": _REMOVED,
    "ITEM_CONCURRENTLY_DELETED": _REMOVED,
    "ACCESS_TOKEN_NOT_FOUND": _REMOVED,
    "INVALID_PUBLIC_TOKEN": (
        Kind.REMOVED,
        "This login at the bank was not finished in time, or was used already. Start again.",
    ),
    "PUBLIC_TOKEN_NOT_FOUND": (
        Kind.REMOVED,
        "This login at the bank was not finished in time, or was used already. Start again.",
    ),
    # The bank
    "INSTITUTION_DOWN": _BANK_DOWN,
    "INSTITUTION_NOT_RESPONDING": _BANK_DOWN,
    "INSTITUTION_NOT_AVAILABLE": _BANK_DOWN,
    "INSTITUTION_NO_LONGER_SUPPORTED": (
        Kind.UNSUPPORTED,
        f"Plaid no longer serves this bank. Import its files from now on. {_KEPT}",
    ),
    "ITEM_NOT_SUPPORTED": (
        Kind.UNSUPPORTED,
        f"Plaid can’t read this kind of login. Import the bank’s files instead. {_KEPT}",
    ),
    "MFA_NOT_SUPPORTED": (
        Kind.UNSUPPORTED,
        (
            "Plaid can’t handle this bank’s way of confirming a login. Choose another one at the bank,"
            " or import its files instead."
        ),
    ),
    "UNAUTHORIZED_INSTITUTION": (
        Kind.UNSUPPORTED,
        (
            "Your Plaid account may not use this bank yet. Ask for it in Plaid’s dashboard, or import"
            " the bank’s files instead."
        ),
    ),
    "NO_INVESTMENT_ACCOUNTS": (Kind.UNSUPPORTED, "This login has no investment account."),
    "PRODUCTS_NOT_SUPPORTED": (
        Kind.UNSUPPORTED,
        "The bank does not offer this kind of data through Plaid.",
    ),
    "PRODUCT_NOT_ENABLED": (
        Kind.UNSUPPORTED,
        "This login was made without this kind of data. Connect the bank again to add it.",
    ),
    # Time
    "PRODUCT_NOT_READY": (
        Kind.NOT_READY,
        "The bank’s data are being prepared. They come by themselves in some minutes.",
    ),
    "RATE_LIMIT_EXCEEDED": _RATE_LIMITED,
    "INTERNAL_SERVER_ERROR": _SERVICE_DOWN,
    "PLANNED_MAINTENANCE": (
        Kind.SERVICE_DOWN,
        f"Plaid is being maintained and will be back later. {LATER}",
    ),
    "TRANSACTIONS_SYNC_MUTATION_DURING_PAGINATION": (
        Kind.SERVICE_DOWN,
        f"The bank’s data kept changing while they were read. {LATER}",
    ),
    # The app's keys and its owner's plan
    "INVALID_API_KEYS": (Kind.CREDENTIALS, f"Plaid does not accept the keys. {_SETTINGS}"),
    "UNAUTHORIZED_ENVIRONMENT": (
        Kind.CREDENTIALS,
        f"The keys are not for this environment of Plaid. {_SETTINGS}",
    ),
    "INVALID_PRODUCT": (
        Kind.CREDENTIALS,
        "Your Plaid account may not read this kind of data. Switch it on in Plaid’s dashboard.",
    ),
    "UNAUTHORIZED_ROUTE_ACCESS": (
        Kind.CREDENTIALS,
        "Your Plaid account may not do this. Switch it on in Plaid’s dashboard.",
    ),
    "INVALID_REDIRECT_URI": (
        Kind.CREDENTIALS,
        (
            "Plaid does not know the return address. List it in Plaid’s dashboard, or clear it in the"
            " settings."
        ),
    ),
    "OTHER_ENVIRONMENT": (
        Kind.CREDENTIALS,
        (
            "This login was made in another environment of Plaid than the one that is set."
            " Choose its environment in the settings."
        ),
    ),
    "ADDITION_LIMIT": (
        Kind.SUBSCRIPTION,
        "Your Plaid plan has no room for a further bank. Change the plan in Plaid’s dashboard.",
    ),
    # Questions that Plaid did not understand
    "UNKNOWN_FIELDS": _OUR_BUG,
    "MISSING_FIELDS": _OUR_BUG,
    "INVALID_FIELD": _OUR_BUG,
    "INVALID_BODY": _OUR_BUG,
    "INVALID_HEADERS": _OUR_BUG,
    "INVALID_CONFIGURATION": _OUR_BUG,
    "NOT_FOUND": _OUR_BUG,
    "CURSOR_NOT_ASSOCIATED": _OUR_BUG,
}

# For codes that are not known here.
BY_TYPE: Mapping[str, Meaning] = {
    "ITEM_ERROR": (
        Kind.ACTION_AT_BANK,
        "The bank refuses this login ({code}). Log in on the bank’s own page, then choose “Repair”.",
    ),
    "INSTITUTION_ERROR": _BANK_DOWN,
    "RATE_LIMIT_EXCEEDED": _RATE_LIMITED,
    "API_ERROR": _SERVICE_DOWN,
    "INVALID_REQUEST": _OUR_BUG,
    "INVALID_INPUT": _OUR_BUG,
    "INVALID_RESULT": _OUR_BUG,
}
UNKNOWN: Meaning = (
    Kind.SERVICE_DOWN,
    "Plaid answered with an error that this app does not know ({code})." + f" {LATER}",
)
