-- The guard is asked at every append; as a condition it costs a comparison and not a call.
DROP TRIGGER ledger_heads_grow ON ledger_heads;
DROP FUNCTION refuse_shorter_ledger();
CREATE TRIGGER ledger_heads_grow BEFORE UPDATE ON ledger_heads FOR EACH ROW
  WHEN (NEW.size < OLD.size OR NEW."workspaceId" <> OLD."workspaceId")
  EXECUTE FUNCTION refuse_change();
