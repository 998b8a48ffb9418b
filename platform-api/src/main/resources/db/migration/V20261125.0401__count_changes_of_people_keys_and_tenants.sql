-- What a member, a key and a tenant with its settings are at: their ETag, which a writer may insist on.
alter table member  add column revision integer not null default 1;
alter table api_key add column revision integer not null default 1;
alter table tenant  add column revision integer not null default 1;
