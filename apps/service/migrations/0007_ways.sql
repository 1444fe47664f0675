-- Sealed documents by which people come back to their keys. Nothing here says whose they are.
create table own.ways (
  account text primary key,
  tenant_id text not null references own.tenants (id),
  revision bigint not null,
  document jsonb not null,
  updated_at timestamptz not null default now()
);

-- By which passkey or code a document is found: its id follows from their secret.
create table own.way_ids (
  id text primary key,
  tenant_id text not null references own.tenants (id),
  account text not null references own.ways (account) on delete cascade
);
create index way_ids_account on own.way_ids (account);
