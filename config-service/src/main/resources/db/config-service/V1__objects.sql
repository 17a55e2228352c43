-- Every change of whatever object has a number; it is the object's version and the order on the topic.
create sequence change_number;

create table tenant (
  name    varchar(64) primary key,
  dbid    integer not null unique check (dbid > 0),
  version bigint not null
);

create table switch (
  name        varchar(32) primary key,
  tenant      varchar(64) not null references tenant (name),
  site_number integer not null unique check (site_number between 1 and 62),
  version     bigint not null
);

create table dn (
  switch_name varchar(32) not null references switch (name),
  number      varchar(64) not null,
  dn_type     varchar(32) not null,
  enabled     boolean not null,
  version     bigint not null,
  primary key (switch_name, number)
);

create table dn_option (
  switch_name varchar(32) not null,
  number      varchar(64) not null,
  section     varchar(128) not null,
  name        varchar(128) not null,
  value       varchar(4096) not null,
  primary key (switch_name, number, section, name),
  foreign key (switch_name, number) references dn (switch_name, number)
);

create table application (
  name             varchar(64) primary key,
  application_type varchar(32) not null unique,
  version          bigint not null
);

create table application_option (
  application varchar(64) not null references application (name),
  section     varchar(128) not null,
  name        varchar(128) not null,
  value       varchar(4096) not null,
  primary key (application, section, name)
);

create table agent_login (
  switch_name   varchar(32) not null references switch (name),
  login_code    varchar(64) not null,
  password_hash varchar(200),
  version       bigint not null,
  primary key (switch_name, login_code)
);
create index agent_login_by_code on agent_login (login_code);

create table place (
  name    varchar(64) primary key,
  version bigint not null
);

create table place_dn (
  place       varchar(64) not null references place (name),
  position    integer not null,
  switch_name varchar(32) not null,
  number      varchar(64) not null,
  primary key (place, position),
  foreign key (switch_name, number) references dn (switch_name, number)
);
create index place_dn_by_dn on place_dn (switch_name, number);

create table person (
  user_name     varchar(64) primary key,
  first_name    varchar(128) not null,
  last_name     varchar(128) not null,
  place         varchar(64) references place (name),
  enabled       boolean not null,
  password_hash varchar(200),
  version       bigint not null
);
create index person_by_place on person (place);

create table person_agent_id (
  user_name  varchar(64) not null references person (user_name),
  position   integer not null,
  login_code varchar(64) not null,
  primary key (user_name, position)
);
create index person_agent_id_by_code on person_agent_id (login_code);

create table person_role (
  user_name varchar(64) not null references person (user_name),
  role      varchar(32) not null,
  primary key (user_name, role)
);

-- What is not on the topic yet, in commit order. No payload: the object was deleted.
create table outbox (
  position   bigint generated always as identity primary key,
  object_key varchar(256) not null,
  payload    bytea
);

create table audit (
  id         bigint generated always as identity primary key,
  at         timestamptz not null,
  actor      varchar(128) not null,
  object_key varchar(256) not null,
  version    bigint,
  action     varchar(5000) not null
);
create index audit_by_object on audit (object_key, id desc);

-- Keys that sign tokens: they outlive a restart, or every token would die with it.
create table signing_key (
  key_id  varchar(64) primary key,
  made_at timestamptz not null,
  jwk     text not null
);

-- Facts about this installation.
create table installation (
  name  varchar(64) primary key,
  value varchar(256) not null
);
