/** The gateway cannot start with what it was given. The message says what is wrong and where. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** The config file says something wrong. Each line of the message begins with the place: `file:line:column: `. */
export class ConfigFileError extends ConfigError {}
