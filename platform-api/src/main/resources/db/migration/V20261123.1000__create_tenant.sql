-- The application's role and the projections' role own nothing. They see the rows that a policy shows them: those of the
-- tenant named by the setting app.tenant_id, which lasts one transaction. No setting, no rows.
revoke create on schema public from public;

-- One row is one enterprise. Written by operators only (setting app.operator), read by its own people and keys.
create table tenant (
    id         uuid        not null default uuidv7(),
    name       text        not null,
    title      text        not null,
    state      text        not null default 'active',
    created_at timestamptz not null default now(),
    constraint tenant_key primary key (id),
    constraint tenant_name_once unique (name),
    constraint tenant_name_shape check (name ~ '^[a-z][a-z0-9-]{0,62}$'),
    constraint tenant_state_known check (state in ('active', 'suspended'))
);
alter table tenant enable row level security;
alter table tenant force row level security;
create policy tenant_own on tenant for select to flotilla_app
    using (id = nullif(current_setting('app.tenant_id', true), '')::uuid);
create policy tenant_operator on tenant to flotilla_app
    using (current_setting('app.operator', true) = 'on');
create policy tenant_projection on tenant for select to flotilla_projection using (true);
grant select, insert, update on tenant to flotilla_app;
grant select on tenant to flotilla_projection;

-- One row is one person in one tenant. Written by its owners and admins; bound to the person's OIDC subject when they first
-- sign in with the e-mail address they were invited by.
create table member (
    tenant_id  uuid        not null,
    id         uuid        not null default uuidv7(),
    email      text        not null,
    subject    text,
    role       text        not null,
    created_at timestamptz not null default now(),
    constraint member_key primary key (tenant_id, id),
    constraint member_of_tenant foreign key (tenant_id) references tenant (id),
    constraint member_email_once unique (tenant_id, email),
    constraint member_subject_once unique (tenant_id, subject),
    constraint member_email_lower check (email = lower(email)),
    constraint member_role_known check (role in ('owner', 'admin', 'builder', 'viewer', 'billing'))
);
-- the door's look-ups, made before the tenant is known
create index member_by_subject on member (subject);
create index member_by_email on member (email) where subject is null;
alter table member enable row level security;
alter table member force row level security;
create policy member_own on member to flotilla_app
    using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid);
create policy member_at_the_door on member for select to flotilla_app
    using (subject = current_setting('app.subject', true));
create policy member_invited on member for select to flotilla_app
    using (subject is null and email = current_setting('app.email', true));
grant select, insert, update, delete on member to flotilla_app;

-- One row is one program's credential. The key itself is not here: only its public prefix and a keyed hash.
create table api_key (
    tenant_id    uuid        not null,
    id           uuid        not null default uuidv7(),
    name         text        not null,
    prefix       text        not null,
    hash         bytea       not null,
    scopes       text[]      not null,
    created_by   text        not null,
    created_at   timestamptz not null default now(),
    expires_at   timestamptz,
    revoked_at   timestamptz,
    last_used_at timestamptz,
    constraint api_key_key primary key (tenant_id, id),
    constraint api_key_of_tenant foreign key (tenant_id) references tenant (id)
);
-- the door's look-up, made before the tenant is known
create unique index api_key_prefix_once on api_key (prefix);
alter table api_key enable row level security;
alter table api_key force row level security;
create policy api_key_own on api_key to flotilla_app
    using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid);
create policy api_key_at_the_door on api_key for select to flotilla_app
    using (prefix = current_setting('app.api_key_prefix', true));
grant select, insert, update on api_key to flotilla_app;

-- One row is one tenant's key for its secrets, itself encrypted by the key-encryption key.
create table data_key (
    tenant_id  uuid        not null,
    id         uuid        not null default uuidv7(),
    key_id     text        not null,
    sealed     text        not null,
    created_at timestamptz not null default now(),
    constraint data_key_key primary key (tenant_id, id),
    constraint data_key_of_tenant foreign key (tenant_id) references tenant (id)
);
alter table data_key enable row level security;
alter table data_key force row level security;
create policy data_key_own on data_key to flotilla_app
    using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid);
grant select, insert on data_key to flotilla_app;

-- One row is one secret's present version, sealed. Written through the API, opened only in a worker.
create table secret (
    tenant_id   uuid        not null,
    id          uuid        not null default uuidv7(),
    name        text        not null,
    version     integer     not null,
    data_key_id uuid        not null,
    ciphertext  text        not null,
    changed_at  timestamptz not null default now(),
    constraint secret_key primary key (tenant_id, id),
    constraint secret_of_tenant foreign key (tenant_id) references tenant (id),
    constraint secret_name_once unique (tenant_id, name),
    constraint secret_data_key foreign key (tenant_id, data_key_id) references data_key (tenant_id, id)
);
alter table secret enable row level security;
alter table secret force row level security;
create policy secret_own on secret to flotilla_app
    using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid);
grant select, insert, update, delete on secret to flotilla_app;
