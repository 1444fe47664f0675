-- Where a seller signed many quotes at once: { until, proof }.
alter table own.quotes add column quotes jsonb;
