-- H(user:realm:password) of the SIP password of a DN, by MD5 and by SHA-256; none: nobody can register as it.
alter table dn
  add column sip_md5    varchar(32),
  add column sip_sha256 varchar(64),
  add constraint dn_sip_both_or_none check ((sip_md5 is null) = (sip_sha256 is null));
