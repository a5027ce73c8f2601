import { Transform, type TransformFnParams } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsUrl, Matches, Max, Min, MinLength, ValidateIf } from 'class-validator';

const allOrNone = 'all of OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET, or none';
const postgresUrl = /^postgres(ql)?:\/\/.+/;
const whole = ({ value }: TransformFnParams) =>
  typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
const url = { protocols: ['http', 'https'], require_protocol: true, require_tld: false };

/**
 * Every environment variable that the program reads, checked once at start. Each message follows the variable's name
 * and says what is allowed; what was given is never repeated, because it may be a password.
 */
export class Settings {
  @IsIn(['production', 'development', 'test'], { message: 'must be production, development or test' })
  nodeEnv: 'production' | 'development' | 'test' = 'development';

  @Transform(whole)
  @IsInt({ message: 'must be a whole number from 1 to 65535' })
  @Min(1, { message: 'must be a whole number from 1 to 65535' })
  @Max(65535, { message: 'must be a whole number from 1 to 65535' })
  port = 3000;

  /** Absolute. */
  dataDir!: string;

  @IsOptional()
  @Matches(postgresUrl, { message: 'must look like postgres://user:password@host:5432/database' })
  databaseUrl?: string;

  @IsOptional()
  @Matches(postgresUrl, { message: 'must look like postgres://user:password@host:5432/database' })
  databaseOwnerUrl?: string;

  /** The role of the queue's own schema. `npm start` sets it for web and worker; by default the application's role. */
  @IsOptional()
  @Matches(postgresUrl, { message: 'must look like postgres://user:password@host:5432/database' })
  queueDatabaseUrl?: string;

  @IsOptional()
  @Matches(/^rediss?:\/\/.+/, { message: 'must look like redis://host:6379' })
  redisUrl?: string;

  /** Without a slash at its end. */
  @Transform(({ value }: TransformFnParams) =>
    typeof value === 'string' ? value.replace(/\/+$/, '') : value,
  )
  @IsUrl(url, { message: 'must be the address people use, such as https://plan.example.gov.uk' })
  baseUrl!: string;

  @Matches(/^(smtps?:\/\/[^/\s]+.*|file:.+|notify:)$/, {
    message: 'must be smtp://HOST:PORT, smtps://HOST:PORT, file:FOLDER or notify:',
  })
  mailUrl!: string;

  @Matches(/^([^<>\r\n]+<[^<>\s@]+@[^<>\s@]+>|[^<>\s@]+@[^<>\s@]+)$/, {
    message: 'must be a mail address, such as Improvement plan <plan@example.gov.uk>',
  })
  mailFrom = 'Improvement plan tracker <no-reply@localhost>';

  @ValidateIf((it: Settings) => it.mailUrl === 'notify:')
  @MinLength(1, { message: 'is needed when MAIL_URL is notify:' })
  notifyApiKey?: string;

  @ValidateIf((it: Settings) => it.mailUrl === 'notify:')
  @MinLength(1, { message: 'is needed when MAIL_URL is notify:' })
  notifyDigestTemplateId?: string;

  @ValidateIf((it: Settings) => it.mailUrl === 'notify:')
  @MinLength(1, { message: 'is needed when MAIL_URL is notify:' })
  notifyAccountTemplateId?: string;

  @Matches(/^file:.+/, { message: 'must be file:FOLDER' })
  filesUrl!: string;

  /** Never a default: `npm start` makes one and keeps it; in production it must be given. */
  @IsOptional()
  @MinLength(32, { message: 'must have at least 32 characters' })
  sessionSecret?: string;

  /** Of all people of the demonstration; `npm start` makes one where it is not given. */
  @IsOptional()
  demoPassword?: string;

  @ValidateIf(usesOidc)
  @IsUrl(url, { message: `must be the address of the identity provider (${allOrNone})` })
  oidcIssuer?: string;

  @ValidateIf(usesOidc)
  @MinLength(1, { message: `is needed: ${allOrNone}` })
  oidcClientId?: string;

  @ValidateIf(usesOidc)
  @MinLength(1, { message: `is needed: ${allOrNone}` })
  oidcClientSecret?: string;

  @IsIn(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], {
    message: 'must be fatal, error, warn, info, debug, trace or silent',
  })
  logLevel = 'info';

  get isProduction(): boolean {
    return this.nodeEnv === 'production';
  }
}

function usesOidc(settings: Settings): boolean {
  return Boolean(settings.oidcIssuer || settings.oidcClientId || settings.oidcClientSecret);
}
