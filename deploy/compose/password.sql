-- For psql: the password of the exporter's role, from the environment, so that it stands in no command line.
\getenv password READER_PASSWORD
ALTER ROLE orion_exporter PASSWORD :'password';
