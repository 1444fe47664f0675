-- Sealed details, messages and evidence: ciphertext alone, sealed once more under the order's data key, which is not
-- in this database. Where that key is destroyed, rows of any backup open nothing.
create table own.sealed_items (
  order_id text not null,
  holder text not null,
  field text not null,
  version integer not null,
  tenant_id text not null references own.tenants (id),
  commitment text not null,
  -- Keccak-256 of the ciphertext as it was signed: the same item again changes nothing.
  ciphertext_hash text not null,
  bytes integer not null,
  boxed bytea not null,
  created_at timestamptz not null default now(),
  primary key (order_id, holder, field, version)
);

-- Who may read a field, why, and until when: a field's key, sealed to the reader.
create table own.disclosures (
  order_id text not null,
  holder text not null,
  field text not null,
  version integer not null,
  reader text not null,
  tenant_id text not null references own.tenants (id),
  reader_key text not null,
  reason text not null,
  until timestamptz,
  sealed_key_hash text not null,
  boxed_key bytea not null,
  created_at timestamptz not null default now(),
  ended_at timestamptz,
  last_opened_at timestamptz,
  primary key (order_id, holder, field, version, reader),
  foreign key (order_id, holder, field, version) references own.sealed_items on delete cascade
);
create index disclosures_reader on own.disclosures (order_id, reader);

-- Orders whose details were erased: nothing is kept for them again. Finished once there is a certificate.
create table own.erasures (
  order_id text primary key,
  tenant_id text not null references own.tenants (id),
  requested_by text not null,
  requested_at timestamptz not null default now(),
  destroyed jsonb not null,
  certificate jsonb
);
