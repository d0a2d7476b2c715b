-- Nobody may do anything here but what a later migration grants by name.
revoke all on schema millrace from public;
grant usage on schema millrace to ${app}, ${sink};
