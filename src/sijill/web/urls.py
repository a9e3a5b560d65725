"""Which address leads where."""

from allauth.account import views as account
from allauth.mfa.base import views as second
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from django.urls import include, path
from django.views.generic import RedirectView
from django.views.i18n import set_language

from sijill.web.accounts.policy import Action
from sijill.web.people import urls as people
from sijill.web.requests import needs

# The account pages one by one: no sign-up, no mail, no password by mail, no trusted browsers.
urlpatterns = [
    path("accounts/login/", account.login, name="account_login"),
    path("accounts/logout/", account.logout, name="account_logout"),
    path("accounts/password/", needs(Action.KEEP_OWN_ACCOUNT)(account.password_change), name="account_change_password"),
    path("accounts/reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("accounts/inactive/", account.account_inactive, name="account_inactive"),
    # The sign-in page asks for this address; nobody signs up.
    path("accounts/closed/", RedirectView.as_view(pattern_name="account_login"), name="account_signup"),
    path("accounts/2fa/", second.index, name="mfa_index"),
    path("accounts/2fa/authenticate/", second.authenticate, name="mfa_authenticate"),
    path("accounts/2fa/reauthenticate/", second.reauthenticate, name="mfa_reauthenticate"),
    path("accounts/2fa/totp/activate/", totp.activate_totp, name="mfa_activate_totp"),
    path("accounts/2fa/totp/deactivate/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("accounts/2fa/recovery-codes/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("accounts/2fa/recovery-codes/generate/", codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("accounts/2fa/recovery-codes/download/", codes.download_recovery_codes, name="mfa_download_recovery_codes"),
    path("accounts/2fa/webauthn/", passkeys.list_webauthn, name="mfa_list_webauthn"),
    path("accounts/2fa/webauthn/add/", passkeys.add_webauthn, name="mfa_add_webauthn"),
    path("accounts/2fa/webauthn/login/", passkeys.login_webauthn, name="mfa_login_webauthn"),
    path(
        "accounts/2fa/webauthn/reauthenticate/",
        passkeys.reauthenticate_webauthn,
        name="mfa_reauthenticate_webauthn",
    ),
    path("accounts/2fa/webauthn/keys/<int:pk>/remove/", passkeys.remove_webauthn, name="mfa_remove_webauthn"),
    path("accounts/2fa/webauthn/keys/<int:pk>/edit/", passkeys.edit_webauthn, name="mfa_edit_webauthn"),
    path("language/", set_language, name="language"),
    path("", include(people.opening)),
    path("", include(people.urlpatterns)),
    path("", include("sijill.web.api.urls")),
    path("", include("sijill.web.desk.urls")),
]

handler400 = "sijill.web.refusals.broken_request"
handler403 = "sijill.web.refusals.forbidden"
handler404 = "sijill.web.refusals.missing"
handler500 = "sijill.web.refusals.broken"
