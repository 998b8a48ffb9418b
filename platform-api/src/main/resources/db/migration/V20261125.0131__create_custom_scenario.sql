-- One row is one scenario that a tenant made for itself, below `custom.`; the platform's own come with the release and are in no table.
-- Retired by valid_to, never deleted: the ledger names it. All rows of a domain carry the domain's names. Written by the scenario feature.
create table custom_scenario (
    tenant_id   uuid        not null,
    code        text        not null,
    domain      text        not null,
    revision    integer     not null default 1,
    zh          text        not null,
    en          text        not null,
    domain_zh   text,
    domain_en   text,
    chain       text[]      not null,
    same_as     text,
    valid_from  date        not null,
    valid_to    date,
    created_at  timestamptz not null default now(),
    updated_at  timestamptz not null default now(),
    constraint custom_scenario_key primary key (tenant_id, code),
    constraint custom_scenario_of_tenant foreign key (tenant_id) references tenant (id),
    constraint custom_scenario_is_below_custom check (code like 'custom.%' and starts_with(code, domain || '.')),
    constraint custom_scenario_ends_after_it_begins check (valid_from <= valid_to)
);
alter table custom_scenario enable row level security;
alter table custom_scenario force row level security;
create policy custom_scenario_own on custom_scenario to flotilla_app
    using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid);
grant select, insert, update on custom_scenario to flotilla_app;
