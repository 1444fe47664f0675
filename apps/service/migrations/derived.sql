-- Rows that follow from the ledger alone. This schema is a cache: when this file changes it is dropped and
-- made again, and the indexer fills it with the same bytes. So: no now(), no serial ids, no defaults.
create schema derived;

-- Blocks that hold events, and the latest ones, against which reorganisations are recognised.
create table derived.blocks (
  number bigint primary key,
  hash text not null,
  parent_hash text not null,
  timestamp bigint not null
);

create table derived.events (
  block_number bigint not null,
  log_index integer not null,
  block_hash text not null,
  transaction_hash text not null,
  transaction_index integer not null,
  contract text not null,
  name text not null,
  order_id text,
  order_sequence integer,
  account text,
  token text,
  args jsonb not null,
  timestamp bigint not null,
  primary key (block_number, log_index)
);
create index events_order on derived.events (order_id, order_sequence) where order_id is not null;
create index events_account on derived.events (account, block_number, log_index) where account is not null;
create index events_transaction on derived.events (transaction_hash);

create table derived.orders (
  id text primary key,
  terms jsonb not null,
  buyer text not null,
  payer text not null,
  seller text not null,
  token text not null,
  platform text,
  arbiter text,
  backup_arbiter text,
  attestor text,
  link text,
  state text not null,
  shipped boolean not null,
  handed boolean not null,
  extended boolean not null,
  escalated_by_buyer boolean not null,
  deadline_at bigint not null,
  drawn numeric(78, 0) not null,
  claimed numeric(78, 0) not null,
  inspection text,
  ending text,
  seller_gross numeric(78, 0),
  fee numeric(78, 0),
  bond_paid numeric(78, 0),
  reimbursed numeric(78, 0),
  refunded numeric(78, 0) not null,
  from_balance boolean not null,
  sequence integer not null,
  funded_block bigint not null,
  funded_log integer not null,
  funded_at bigint not null,
  updated_block bigint not null,
  updated_at bigint not null,
  settled_at bigint
);
create unique index orders_funded on derived.orders (funded_block, funded_log);
create index orders_deadline on derived.orders (deadline_at) where state <> 'Settled';
create index orders_state on derived.orders (state, funded_block, funded_log);
create index orders_buyer on derived.orders (buyer, funded_block, funded_log);
create index orders_payer on derived.orders (payer, funded_block, funded_log);
create index orders_seller on derived.orders (seller, funded_block, funded_log);
create index orders_platform on derived.orders (platform, funded_block, funded_log) where platform is not null;
create index orders_arbiter on derived.orders (arbiter, funded_block, funded_log) where arbiter is not null;
create index orders_backup_arbiter on derived.orders (backup_arbiter, funded_block, funded_log) where backup_arbiter is not null;
create index orders_attestor on derived.orders (attestor, funded_block, funded_log) where attestor is not null;
create index orders_link on derived.orders (link) where link is not null;

-- Orders that were revoked before they were funded: their terms never reached an event.
create table derived.revocations (
  order_id text primary key,
  block_number bigint not null,
  log_index integer not null,
  timestamp bigint not null
);

-- Up to which block everything above is complete. One row.
create table derived.cursor (
  id text primary key,
  block_number bigint not null,
  block_hash text not null,
  block_timestamp bigint not null
);
