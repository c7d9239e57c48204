-- The orders of the register that had no index: each is named as the order names it, a day nobody
-- set after every day, so that a page reads its fifty rows and sorts nothing.
CREATE INDEX risks_by_due ON risks ("workspaceId", COALESCE("dueOn", 'infinity'::date), id);
CREATE INDEX risks_by_review ON risks ("workspaceId", COALESCE("reviewDueOn", 'infinity'::date), id);
CREATE INDEX risks_by_raised ON risks ("workspaceId", "raisedAt" DESC, id);

-- What a meeting recorded since it began.
CREATE INDEX risk_reviews_by_time ON risk_reviews ("reviewedAt");
