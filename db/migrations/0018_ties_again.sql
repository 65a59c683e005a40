-- How near an election an action is thought over again is said by the administrator, for everybody to read.
create or replace view public_setting as
  select name, value #>> '{}' as value from instance_setting
  where name in ('instanceName', 'welcomeFr', 'welcomeEn', 'contact', 'publisherName', 'publisherAddress', 'publisherPhone',
    'publisherMail', 'publicationDirector', 'host', 'electionMonths');
