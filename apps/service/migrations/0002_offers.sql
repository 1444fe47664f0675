-- One side's signed part of a settlement, until the other side signs the same.
create table own.offers (
  id text primary key,
  tenant_id text not null references own.tenants (id),
  order_id text not null,
  side text not null check (side in ('buyer', 'seller')),
  account text not null,
  state text not null,
  seller_total numeric(78, 0) not null,
  nonce numeric(78, 0) not null,
  until timestamptz not null,
  signature text not null,
  action_id text references own.actions (id),
  request_id text,
  created_at timestamptz not null default now()
);
create index offers_open on own.offers (order_id, side) where action_id is null;
