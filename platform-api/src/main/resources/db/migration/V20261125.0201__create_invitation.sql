-- One row is one person who was asked into a tenant and has not come yet. Written by its owners and admins; gone when
-- they sign in with the address and become a member, or when the invitation is withdrawn.
create table invitation (
    tenant_id  uuid        not null,
    id         uuid        not null default uuidv7(),
    email      text        not null,
    role       text        not null,
    invited_by text        not null,
    created_at timestamptz not null default now(),
    expires_at timestamptz not null,
    constraint invitation_key primary key (tenant_id, id),
    constraint invitation_of_tenant foreign key (tenant_id) references tenant (id),
    constraint invitation_email_once unique (tenant_id, email),
    constraint invitation_email_lower check (email = lower(email)),
    constraint invitation_role_known check (role in ('owner', 'admin', 'builder', 'viewer', 'billing'))
);
-- the door's look-up, made before the tenant is known
create index invitation_by_email on invitation (email);
alter table invitation enable row level security;
alter table invitation force row level security;
create policy invitation_own on invitation to flotilla_app
    using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid);
create policy invitation_at_the_door on invitation for select to flotilla_app
    using (email = current_setting('app.email', true));
grant select, insert, update, delete on invitation to flotilla_app;

-- Until now an invited person was a member without a subject. They are invited anew; an owner who never came does not
-- count as one any more. The owner of the tables sees rows only while a policy says so.
create policy member_moved on member to current_user using (true);
create policy invitation_moved on invitation to current_user using (true);
insert into invitation (tenant_id, id, email, role, invited_by, created_at, expires_at)
    select tenant_id, id, email, role, 'migration', created_at, now() + interval '14 days' from member where subject is null;
delete from member where subject is null;
drop policy member_moved on member;
drop policy invitation_moved on invitation;

drop policy member_invited on member;
drop index member_by_email;
alter table member alter column subject set not null;
