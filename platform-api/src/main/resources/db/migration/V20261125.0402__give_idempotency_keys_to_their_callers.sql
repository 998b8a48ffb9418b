-- A key of one caller says nothing to another: as with every other write, it is theirs. A caller is `key:<id>` or
-- `user:<subject>`, which a rotation does not change. What was written until now is told from the invocation.
alter table invocation_key add column caller text;
alter table invocation_key no force row level security;
alter table invocation no force row level security;
update invocation_key k
   set caller = case when i.api_key_id is null then i.caller else 'key:' || i.api_key_id end
  from invocation i
 where i.tenant_id = k.tenant_id and i.id = k.invocation_id;
delete from invocation_key where caller is null;
alter table invocation force row level security;
alter table invocation_key force row level security;
alter table invocation_key
    alter column caller set not null,
    drop constraint invocation_key_pkey,
    add constraint invocation_key_pkey primary key (tenant_id, caller, idempotency_key);
comment on table invocation_key is
    'One row is one Idempotency-Key of a caller and the invocation it made. Written by admission, dropped after a day.';
