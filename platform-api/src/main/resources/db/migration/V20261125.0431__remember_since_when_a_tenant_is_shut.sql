-- Since when a tenant is in its state: an erasure waits until every instance has heard of the suspension.
alter table tenant add column state_since timestamptz not null default now();
