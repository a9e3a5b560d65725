"""Django's settings for one register: accounts beside it, loopback only, nothing from outside."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import django
from django.conf import settings

from sijill.web.database import database
from sijill.web.limits_table import LIMITS
from sijill.workspace import Keyring

HERE = Path(__file__).parent
SHORTEST_PASSWORD = 12
SESSIONS_KEY = "sessions"
"""The key that signs sessions and tokens, and closes sessions in the table."""

CONTENT_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'"
)
"""No inline script or style, nothing from another host (DESIGN 9)."""


_UNHEARD = ("django", "django_tasks", "django_tasks_db")


def configure(
    register: Path,
    *,
    hosts: Sequence[str] = ("127.0.0.1", "localhost"),
    secure: bool = False,
    accounts: str = "",
) -> None:
    """Set Django up for a register; what a process was set up for first stays."""
    if settings.configured:
        return
    settings.configure(**values(register, hosts=hosts, secure=secure, accounts=accounts))
    django.setup()


def values(register: Path, *, hosts: Sequence[str], secure: bool, accounts: str = "") -> dict[str, Any]:
    """Return the settings as a dictionary; ``accounts`` is the team's PostgreSQL, or empty for a file beside it."""
    own_host = "__Host-" if secure else ""  # a browser takes such a cookie over TLS only, and gives it to no other host
    return {
        "SIJILL_REGISTER": register,
        "SECRET_KEY": str(Keyring.of(register).passing_identity(SESSIONS_KEY)),
        "DEBUG": False,
        "ALLOWED_HOSTS": list(hosts),
        "ROOT_URLCONF": "sijill.web.urls",
        "INSTALLED_APPS": [
            "django.contrib.auth",
            "django.contrib.contenttypes",
            "django.contrib.sessions",
            "django.contrib.messages",
            "django.contrib.staticfiles",
            "django.contrib.humanize",  # the account pages print numbers with it
            "allauth",
            "allauth.account",
            "allauth.mfa",
            "sijill.web.accounts",
            "sijill.web.desk",
            "sijill.web.desk.drafts",
            "sijill.web.desk.work",
            "django_tasks",
            "django_tasks_db",
            "sijill.web.api",
            "sijill.web.people",
        ],
        "MIDDLEWARE": [
            "sijill.web.accounts.middleware.ContentPolicy",  # outermost: no answer leaves without it
            "sijill.web.health.Health",  # before sessions: whoever watches the desk has none
            "sijill.web.compression.Compressed",
            "django.middleware.security.SecurityMiddleware",
            "sijill.web.accounts.middleware.LeavesNoWords",  # after the session was saved or deleted
            "sijill.web.api.problems.Problems",
            "sijill.web.accounts.middleware.KnownMethods",
            "whitenoise.middleware.WhiteNoiseMiddleware",
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.middleware.locale.LocaleMiddleware",
            "django.middleware.common.CommonMiddleware",
            "django.middleware.csrf.CsrfViewMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
            "django.contrib.messages.middleware.MessageMiddleware",
            "django.middleware.clickjacking.XFrameOptionsMiddleware",
            "allauth.account.middleware.AccountMiddleware",
            "sijill.web.accounts.middleware.IdleLock",
            "sijill.web.kept_words.KeptWords",
            "sijill.web.accounts.middleware.SignedIn",
            "sijill.web.accounts.middleware.OwnPassword",
            "sijill.web.desk.work.limits.UploadLimit",  # before anything reads the body
            "sijill.web.register_access.beside_pages",
            "sijill.web.refusals.Refusals",
        ],
        "TEMPLATES": [
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "DIRS": [HERE / "templates"],
                "APP_DIRS": True,
                "OPTIONS": {
                    "context_processors": [
                        "django.template.context_processors.request",
                        "django.contrib.auth.context_processors.auth",
                        "django.contrib.messages.context_processors.messages",
                        "sijill.web.desk.context.desk",
                        "sijill.web.people.clocks.clock_behind",
                        "sijill.web.people.confirming.confirming",
                    ],
                    "builtins": ["sijill.web.templatetags.sijill"],
                },
            }
        ],
        "DATABASES": {"default": database(register, accounts)},
        "DEFAULT_AUTO_FIELD": "django.db.models.BigAutoField",
        "AUTHENTICATION_BACKENDS": [
            "django.contrib.auth.backends.ModelBackend",
            "allauth.account.auth_backends.AuthenticationBackend",
        ],
        "PASSWORD_HASHERS": ["django.contrib.auth.hashers.Argon2PasswordHasher"],
        "AUTH_PASSWORD_VALIDATORS": [
            {
                "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
                "OPTIONS": {"min_length": SHORTEST_PASSWORD},
            },
            {"NAME": "sijill.web.accounts.passwords.HardToGuess"},
            {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
        ],
        "LANGUAGE_CODE": "en",
        "LANGUAGES": [("en", "English"), ("ar", "العربية")],
        "USE_I18N": True,
        "USE_TZ": True,
        "TIME_ZONE": "UTC",
        "STATIC_URL": f"/static/{_digest(HERE / 'static')}/",
        "STATICFILES_DIRS": [HERE / "static"],
        "STATICFILES_FINDERS": ["django.contrib.staticfiles.finders.FileSystemFinder"],  # ours, and no package's
        "WHITENOISE_USE_FINDERS": True,
        "WHITENOISE_IMMUTABLE_FILE_TEST": lambda _path, _url: True,  # another file has another address
        "WHITENOISE_AUTOREFRESH": False,
        "WHITENOISE_ALLOW_ALL_ORIGINS": False,
        "LOGIN_URL": "account_login",
        "LOGIN_REDIRECT_URL": "/",
        "LOGOUT_REDIRECT_URL": "/accounts/login/",
        "ACCOUNT_LOGIN_METHODS": {"username"},
        "ACCOUNT_SIGNUP_FIELDS": ["username*", "password1*", "password2*"],
        "ACCOUNT_EMAIL_VERIFICATION": "none",
        "ACCOUNT_SESSION_REMEMBER": False,
        "ACCOUNT_ADAPTER": "sijill.web.accounts.adapter.NobodySignsUp",
        "ACCOUNT_RATE_LIMITS": {"login_failed": "5/5m/key,20/5m/ip"},
        "ACCOUNT_FORMS": {"change_password": "sijill.web.accounts.second_factor.ChangePassword"},
        "MFA_ADAPTER": "sijill.web.accounts.adapter.OurSecondFactors",
        "MFA_FORMS": {
            "authenticate": "sijill.web.accounts.second_factor.Authenticate",
            "reauthenticate": "sijill.web.accounts.second_factor.Reauthenticate",
            "activate_totp": "sijill.web.accounts.second_factor.Activate",
        },
        "MFA_SUPPORTED_TYPES": ["totp", "webauthn", "recovery_codes"],
        "MFA_PASSKEY_LOGIN_ENABLED": True,
        "MFA_TOTP_TOLERANCE": 1,  # a clock may be half a minute off
        "MFA_TOTP_ISSUER": "Sijill",
        "SIJILL_IDLE_SECONDS": 20 * 60,
        "SIJILL_API_A_MINUTE": 120,
        "MESSAGE_STORAGE": "django.contrib.messages.storage.session.SessionStorage",  # a cookie would hold names
        "SESSION_COOKIE_NAME": f"{own_host}sessionid",
        "SESSION_ENGINE": "sijill.web.accounts.sessions",
        "SESSION_COOKIE_AGE": 8 * 3600,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Strict",
        "SESSION_COOKIE_SECURE": secure,
        "SESSION_EXPIRE_AT_BROWSER_CLOSE": True,
        "CSRF_COOKIE_NAME": f"{own_host}csrftoken",
        "CSRF_COOKIE_HTTPONLY": True,
        "CSRF_COOKIE_SAMESITE": "Strict",
        "CSRF_COOKIE_SECURE": secure,
        "LANGUAGE_COOKIE_NAME": f"{own_host}language",
        "LANGUAGE_COOKIE_HTTPONLY": True,
        "LANGUAGE_COOKIE_SAMESITE": "Strict",
        "LANGUAGE_COOKIE_SECURE": secure,
        "LANGUAGE_COOKIE_AGE": 365 * 24 * 3600,
        "CSRF_FAILURE_VIEW": "sijill.web.refusals.form_expired",
        "SECURE_REFERRER_POLICY": "same-origin",  # with no-referrer Chromium sends "Origin: null" and every form fails
        "SECURE_CONTENT_TYPE_NOSNIFF": True,
        "SECURE_HSTS_SECONDS": 2 * 365 * 24 * 3600 if secure else 0,
        "SECURE_HSTS_INCLUDE_SUBDOMAINS": True,
        "X_FRAME_OPTIONS": "DENY",
        "DATA_UPLOAD_MAX_MEMORY_SIZE": 2 * 1024 * 1024,
        "DATA_UPLOAD_MAX_NUMBER_FIELDS": 1000,  # an event with a hundred people in it
        "TASKS": {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}},
        "FILE_UPLOAD_TEMP_DIR": register / "tmp",
        "CACHES": {"default": {"BACKEND": "sijill.web.limits_table.LimitsTable", "LOCATION": LIMITS}},
        "LOGGING": {
            "version": 1,
            "disable_existing_loggers": False,
            "handlers": {"nowhere": {"class": "logging.NullHandler"}},
            # Django logs addresses, and a search's address holds its words; our own mistakes are said in refusals.
            "loggers": {name: {"handlers": ["nowhere"], "propagate": False} for name in _UNHEARD},
        },
    }


def _digest(folder: Path) -> str:
    """Return what a folder's files are known by: their address changes with any of them, and no copy is written."""
    seen = hashlib.sha256()
    for one in sorted(folder.rglob("*")):
        if one.is_file():
            seen.update(one.relative_to(folder).as_posix().encode() + b"\0" + one.read_bytes())
    return seen.hexdigest()[:12]
