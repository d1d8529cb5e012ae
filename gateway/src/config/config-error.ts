/** The gateway cannot start with what it was given. The message says what is wrong and where. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}
