-- What is not on the ledger: backed up, restored, erased. Every row has a tenant.
create schema if not exists own;

create table own.tenants (
  id text primary key,
  name text not null,
  created_at timestamptz not null default now()
);
insert into own.tenants (id, name) values ('default', 'Default');

-- The ledger that everything here belongs to. Actions of one ledger mean nothing on another.
create table own.ledgers (
  tenant_id text primary key references own.tenants (id),
  chain_id bigint not null,
  genesis_hash text not null,
  escrow text not null
);

-- What people signed, by the digest that they signed. A row here was acknowledged and will be executed once.
create table own.actions (
  id text primary key,
  sequence bigint generated always as identity unique,
  tenant_id text not null references own.tenants (id),
  kind text not null,
  order_id text,
  account text,
  to_address text not null,
  calldata text not null,
  status text not null default 'signed' check (status in ('signed', 'sent', 'recorded', 'final', 'failed')),
  transaction_hash text,
  block_number bigint,
  error_code text,
  error_detail jsonb,
  request_id text,
  created_at timestamptz not null default now(),
  sent_at timestamptz,
  recorded_at timestamptz,
  final_at timestamptz
);
create index actions_signed on own.actions (sequence) where status = 'signed';
create index actions_recorded on own.actions (block_number) where status = 'recorded';
create index actions_order on own.actions (order_id, sequence) where order_id is not null;
create index actions_tenant on own.actions (tenant_id, sequence);

-- What the relayer sent, stored before it is sent. `attempt` counts what took the place of the same nonce.
create table own.transactions (
  relayer text not null,
  nonce bigint not null,
  attempt integer not null default 0,
  tenant_id text not null references own.tenants (id),
  action_id text references own.actions (id),
  hash text not null unique,
  raw text not null,
  status text not null default 'stored' check (status in ('stored', 'sent', 'included', 'reverted', 'replaced')),
  block_number bigint,
  request_id text,
  created_at timestamptz not null default now(),
  sent_at timestamptz,
  primary key (relayer, nonce, attempt)
);
create index transactions_open on own.transactions (relayer, nonce) where status in ('stored', 'sent');
create index transactions_action on own.transactions (action_id) where action_id is not null;

create table own.quotes (
  id text primary key,
  sequence bigint generated always as identity unique,
  tenant_id text not null references own.tenants (id),
  order_id text not null,
  terms jsonb not null,
  quoter text,
  seller_signature text,
  reference text,
  metadata jsonb not null default '{}',
  created_at timestamptz not null default now(),
  unique (tenant_id, order_id),
  unique (tenant_id, reference)
);

create table own.order_references (
  tenant_id text not null references own.tenants (id),
  order_id text not null,
  reference text,
  metadata jsonb not null default '{}',
  created_at timestamptz not null default now(),
  primary key (tenant_id, order_id),
  unique (tenant_id, reference)
);
create index order_references_order on own.order_references (order_id);

create table own.idempotency_keys (
  tenant_id text not null references own.tenants (id),
  key text not null,
  request_hash text not null,
  response_status integer,
  response_headers jsonb,
  response_body text,
  created_at timestamptz not null default now(),
  primary key (tenant_id, key)
);
create index idempotency_keys_created on own.idempotency_keys (created_at);

-- Events on their way to shops and people. The id follows from the block and the log, so that an event that
-- is indexed twice is told once.
create table own.outbox (
  id text primary key,
  sequence bigint generated always as identity unique,
  tenant_id text not null references own.tenants (id),
  topic text not null,
  order_id text,
  block_number bigint,
  log_index integer,
  payload jsonb not null,
  attempts integer not null default 0,
  created_at timestamptz not null default now(),
  done_at timestamptz
);
create index outbox_open on own.outbox (sequence) where done_at is null;
