-- Passkey accounts whose creation the relayer paid for, of the last hour: nobody signs for one, so they are counted by
-- who asked and in total.
create table own.account_creations (
  sequence bigint generated always as identity primary key,
  tenant_id text not null default 'default' references own.tenants (id),
  -- A network address; of IPv6, the range of one subscriber.
  client text not null,
  created_at timestamptz not null default now()
);
create index account_creations_client on own.account_creations (client, sequence);

create index actions_account on own.actions (account, kind) where kind = 'createAccount';
