"""What a version tells anybody at GET /api/config."""
from webui_settings import at_least


def public_config(version, onboarding):
    old, recent = not at_least(version, "0.9.0"), at_least(version, "0.11.0")
    features = {"slim": False} if recent else {}
    features.update(auth=True, auth_trusted_header=False)
    if at_least(version, "0.6.43"):
        features["enable_signup_password_confirmation"] = False
    features["enable_ldap"] = False
    if old:
        features.update({"enable_api_keys": False} if at_least(version, "0.6.37") else {"enable_api_key": True})
    features.update(enable_signup=onboarding, enable_login_form=True, enable_websocket=True)
    if old and at_least(version, "0.6.43"):
        features.update(enable_version_update_check=False, enable_public_active_users_count=True)
    if old and at_least(version, "0.8.0"):
        features["enable_easter_eggs"] = True
    return {
        **({"onboarding": True} if onboarding else {}), "status": True, "name": "Open WebUI", "version": version, "default_locale": "",
        **({"i18n": {}} if recent else {}), "oauth": {"providers": {}, **({} if old else {"auto_redirect": False})}, "features": features,
    }
