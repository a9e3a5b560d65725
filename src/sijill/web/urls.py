"""Which address leads where."""

from allauth.account import views as account
from django.urls import include, path
from django.views.i18n import set_language

# The account pages one by one: no sign-up, no mail, no password by mail.
urlpatterns = [
    path("accounts/login/", account.login, name="account_login"),
    path("accounts/logout/", account.logout, name="account_logout"),
    path("accounts/password/", account.password_change, name="account_change_password"),
    path("accounts/reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("accounts/inactive/", account.account_inactive, name="account_inactive"),
    path("accounts/closed/", account.signup, name="account_signup"),  # the sign-in page asks for its address
    path("accounts/2fa/", include("allauth.mfa.urls")),
    path("language/", set_language, name="language"),
    path("", include("sijill.web.desk.urls")),
]

handler400 = "sijill.web.desk.refusals.broken_request"
handler403 = "sijill.web.desk.refusals.forbidden"
handler404 = "sijill.web.desk.refusals.missing"
handler500 = "sijill.web.desk.refusals.broken"
