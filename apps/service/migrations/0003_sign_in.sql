-- People, their wallets and sessions. Tenants are the organisations that people are members of.
alter table own.tenants add column slug text unique, add column logo text, add column metadata text;
update own.tenants set slug = id;
alter table own.tenants alter column slug set not null;

create table own.users (
  id text primary key,
  tenant_id text not null default 'default' references own.tenants (id),
  name text not null,
  email text not null unique,
  email_verified boolean not null default false,
  image text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

create table own.sessions (
  id text primary key,
  tenant_id text not null default 'default' references own.tenants (id),
  expires_at timestamptz not null,
  token text not null unique,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  ip_address text,
  user_agent text,
  user_id text not null references own.users (id) on delete cascade,
  active_tenant_id text references own.tenants (id)
);
create index sessions_user on own.sessions (user_id);

create table own.sign_ins (
  id text primary key,
  tenant_id text not null default 'default' references own.tenants (id),
  account_id text not null,
  provider_id text not null,
  user_id text not null references own.users (id) on delete cascade,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  password text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (provider_id, account_id)
);
create index sign_ins_user on own.sign_ins (user_id);

create table own.verifications (
  id text primary key,
  tenant_id text not null default 'default' references own.tenants (id),
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index verifications_identifier on own.verifications (identifier);

create table own.wallets (
  id text primary key,
  tenant_id text not null default 'default' references own.tenants (id),
  user_id text not null references own.users (id) on delete cascade,
  address text not null,
  chain_id integer not null,
  is_primary boolean default false,
  created_at timestamptz not null default now(),
  unique (address, chain_id)
);
create index wallets_user on own.wallets (user_id);

create table own.members (
  id text primary key,
  tenant_id text not null references own.tenants (id) on delete cascade,
  user_id text not null references own.users (id) on delete cascade,
  role text not null default 'member',
  created_at timestamptz not null default now(),
  unique (tenant_id, user_id)
);
create index members_user on own.members (user_id);

create table own.invitations (
  id text primary key,
  tenant_id text not null references own.tenants (id) on delete cascade,
  email text not null,
  role text,
  status text not null default 'pending',
  expires_at timestamptz not null,
  inviter_id text not null references own.users (id) on delete cascade,
  created_at timestamptz not null default now()
);
create index invitations_tenant on own.invitations (tenant_id);
