import { connectDatabase, migrate } from '@nutgraf/kit/database/connect';
import type { StatementListener } from '@nutgraf/kit/database/interruptible-client';
import type { DataSource } from 'typeorm';
import { AccountEntity } from './accounts/account.entity';
import { MailEntity } from './mail/mail.entity';
import { Identity1790000000000 } from './migrations/1790000000000-identity';
import { LastingSessions1795000000000 } from './migrations/1795000000000-lasting-sessions';
import { Registration1796000000000 } from './migrations/1796000000000-registration';
import { CacheOutbox1797000000000 } from './migrations/1797000000000-cache-outbox';
import { DemoScale1798000000000 } from './migrations/1798000000000-demo-scale';
import { OneTimeTokenEntity } from './one-time-tokens/one-time-token.entity';
import { PasswordEntity } from './passwords/password.entity';
import { RegistrationEntity } from './registrations/registration.entity';
import { SessionEntity } from './sessions/session.entity';
import { UserEntity } from './users/user.entity';

export function connectUsersDatabase(url: string, onStatement?: StatementListener): Promise<DataSource> {
  return connectDatabase({
    url,
    applicationName: 'users',
    entities: [
      UserEntity,
      AccountEntity,
      PasswordEntity,
      SessionEntity,
      RegistrationEntity,
      OneTimeTokenEntity,
      MailEntity,
    ],
    migrations: [
      Identity1790000000000,
      LastingSessions1795000000000,
      Registration1796000000000,
      CacheOutbox1797000000000,
      DemoScale1798000000000,
    ],
    onStatement,
  });
}

/** Brings a database up to date and lets go of it. */
export async function prepareUsersDatabase(url: string): Promise<void> {
  const dataSource = await connectUsersDatabase(url);
  try {
    await migrate(dataSource);
  } finally {
    await dataSource.destroy();
  }
}
