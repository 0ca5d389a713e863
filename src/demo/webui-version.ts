/** Whether a version of Open WebUI, such as `0.9.6`, is at least another one. */
export function atLeast(version: string, least: string): boolean {
  const [have, want] = [version, least].map((text) => text.split('.').map(Number));
  for (let at = 0; at < 3; at += 1) {
    const difference = (have?.[at] ?? 0) - (want?.[at] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return true;
}

/** What a version tells anybody at `GET /api/config`. */
export function publicConfig(version: string, onboarding: boolean): object {
  const old = !atLeast(version, '0.9.0');
  return {
    ...(onboarding ? { onboarding: true } : {}),
    status: true,
    name: 'Open WebUI',
    version,
    default_locale: '',
    ...(atLeast(version, '0.11.0') ? { i18n: {} } : {}),
    oauth: { providers: {}, ...(old ? {} : { auto_redirect: false }) },
    features: {
      ...(atLeast(version, '0.11.0') ? { slim: false } : {}),
      auth: true,
      auth_trusted_header: false,
      ...(atLeast(version, '0.6.43') ? { enable_signup_password_confirmation: false } : {}),
      enable_ldap: false,
      ...(!old ? {} : atLeast(version, '0.6.37') ? { enable_api_keys: false } : { enable_api_key: true }),
      // Sign-up closes with the first account.
      enable_signup: onboarding,
      enable_login_form: true,
      enable_websocket: true,
      ...(old && atLeast(version, '0.6.43')
        ? { enable_version_update_check: false, enable_public_active_users_count: true }
        : {}),
      ...(old && atLeast(version, '0.8.0') ? { enable_easter_eggs: true } : {}),
    },
  };
}
