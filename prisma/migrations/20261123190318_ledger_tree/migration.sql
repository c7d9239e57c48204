-- AlterTable
ALTER TABLE "ledger_heads" ADD COLUMN     "frontier" BYTEA[] DEFAULT ARRAY[]::BYTEA[];

-- CreateTable
CREATE TABLE "ledger_nodes" (
    "workspaceId" UUID NOT NULL,
    "level" SMALLINT NOT NULL,
    "index" BIGINT NOT NULL,
    "hash" BYTEA NOT NULL,

    CONSTRAINT "ledger_nodes_pkey" PRIMARY KEY ("workspaceId","level","index")
);

-- CreateTable
CREATE TABLE "ledger_checkpoints" (
    "workspaceId" UUID NOT NULL,
    "size" BIGINT NOT NULL,
    "note" TEXT NOT NULL,

    CONSTRAINT "ledger_checkpoints_pkey" PRIMARY KEY ("workspaceId","size")
);

-- CreateTable
CREATE TABLE "ledger_keys" (
    "publicKey" TEXT NOT NULL,
    "introducedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ledger_keys_pkey" PRIMARY KEY ("publicKey")
);

ALTER TABLE ledger_heads ALTER COLUMN frontier SET NOT NULL;
ALTER TABLE audit_events ADD CONSTRAINT audit_events_leaf_hash CHECK (octet_length("leafHash") = 32);
ALTER TABLE ledger_nodes ADD CONSTRAINT ledger_nodes_hash CHECK (octet_length(hash) = 32);

CREATE TRIGGER ledger_nodes_append_only BEFORE UPDATE OR DELETE ON ledger_nodes
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER ledger_nodes_no_truncate BEFORE TRUNCATE ON ledger_nodes
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER ledger_checkpoints_append_only BEFORE UPDATE OR DELETE ON ledger_checkpoints
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER ledger_checkpoints_no_truncate BEFORE TRUNCATE ON ledger_checkpoints
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER ledger_keys_append_only BEFORE UPDATE OR DELETE ON ledger_keys
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER ledger_keys_no_truncate BEFORE TRUNCATE ON ledger_keys
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER ledger_heads_stay BEFORE DELETE ON ledger_heads
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER ledger_heads_no_truncate BEFORE TRUNCATE ON ledger_heads
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE FUNCTION refuse_shorter_ledger() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.size < OLD.size OR NEW."workspaceId" <> OLD."workspaceId" THEN
    RAISE EXCEPTION 'A ledger never becomes shorter.' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER ledger_heads_grow BEFORE UPDATE ON ledger_heads
  FOR EACH ROW EXECUTE FUNCTION refuse_shorter_ledger();

-- The one way into the ledger: trace, leaf, completed nodes and head in one call and one lock.
-- Columns and leaf hash are derived here from the canonical record, so that no caller can let
-- them differ. The role of the application may call this and write none of the tables itself.
CREATE FUNCTION append_ledger(workspace uuid, records text[]) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  total bigint;
  edge bytea[];
  record_text text;
  body jsonb;
  node bytea;
  node_level int;
  place bigint;
BEGIN
  SELECT h.size, h.frontier INTO total, edge
    FROM public.ledger_heads h WHERE h."workspaceId" = workspace FOR UPDATE;
  IF NOT FOUND THEN
    INSERT INTO public.ledger_heads ("workspaceId", size) VALUES (workspace, 0) ON CONFLICT DO NOTHING;
    SELECT h.size, h.frontier INTO total, edge
      FROM public.ledger_heads h WHERE h."workspaceId" = workspace FOR UPDATE;
  END IF;
  FOREACH record_text IN ARRAY records LOOP
    body := record_text::jsonb;
    IF (body->>'workspaceId')::uuid <> workspace THEN
      RAISE EXCEPTION 'A record belongs to the ledger of its own workspace.'
        USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    node := sha256('\x00'::bytea || convert_to(record_text, 'UTF8'));
    INSERT INTO public.audit_events ("workspaceId", index, id, "projectId", type, "actorKind",
        "actorId", "actorName", data, at, canonical, "leafHash")
      VALUES (workspace, total, (body->>'id')::uuid, (body->>'projectId')::uuid,
        body->>'type', body#>>'{by,kind}', (body#>>'{by,id}')::uuid, body#>>'{by,name}',
        body->'data', (body->>'at')::timestamptz, record_text, node);
    node_level := 0;
    place := total;
    WHILE place % 2 = 1 LOOP
      node := sha256('\x01'::bytea || edge[node_level + 1] || node);
      edge[node_level + 1] := ''::bytea;
      node_level := node_level + 1;
      place := place / 2;
      INSERT INTO public.ledger_nodes ("workspaceId", level, index, hash)
        VALUES (workspace, node_level, place, node);
    END LOOP;
    edge[node_level + 1] := node;
    total := total + 1;
  END LOOP;
  UPDATE public.ledger_heads SET size = total, frontier = edge WHERE "workspaceId" = workspace;
  RETURN total;
END $$;

-- Builds the nodes and the head that belong to the leaves that are there. For leaves that came
-- in another way: those of releases before this one, and those of a measurement.
CREATE FUNCTION complete_ledger(workspace uuid) RETURNS bigint
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  total bigint;
  edge bytea[] := '{}';
  node_level int := 1;
BEGIN
  INSERT INTO ledger_heads ("workspaceId", size) VALUES (workspace, 0) ON CONFLICT DO NOTHING;
  PERFORM 1 FROM ledger_heads h WHERE h."workspaceId" = workspace FOR UPDATE;
  SELECT coalesce(max(e.index) + 1, 0) INTO total FROM audit_events e WHERE e."workspaceId" = workspace;
  INSERT INTO ledger_nodes ("workspaceId", level, index, hash)
    SELECT workspace, 1, l.index / 2, sha256('\x01'::bytea || l."leafHash" || r."leafHash")
    FROM audit_events l
    JOIN audit_events r ON r."workspaceId" = workspace AND r.index = l.index + 1
    WHERE l."workspaceId" = workspace AND l.index % 2 = 0
    ON CONFLICT DO NOTHING;
  WHILE total >> (node_level + 1) > 0 LOOP
    INSERT INTO ledger_nodes ("workspaceId", level, index, hash)
      SELECT workspace, node_level + 1, l.index / 2, sha256('\x01'::bytea || l.hash || r.hash)
      FROM ledger_nodes l
      JOIN ledger_nodes r
        ON r."workspaceId" = workspace AND r.level = node_level AND r.index = l.index + 1
      WHERE l."workspaceId" = workspace AND l.level = node_level AND l.index % 2 = 0
      ON CONFLICT DO NOTHING;
    node_level := node_level + 1;
  END LOOP;
  FOR node_level IN 0 .. 62 LOOP
    EXIT WHEN total >> node_level = 0;
    edge[node_level + 1] := CASE
      WHEN (total >> node_level) % 2 = 0 THEN ''::bytea
      WHEN node_level = 0 THEN (SELECT e."leafHash" FROM audit_events e
        WHERE e."workspaceId" = workspace AND e.index = total - 1)
      ELSE (SELECT n.hash FROM ledger_nodes n WHERE n."workspaceId" = workspace
        AND n.level = node_level AND n.index = (total >> node_level) - 1) END;
  END LOOP;
  UPDATE ledger_heads SET size = total, frontier = edge WHERE "workspaceId" = workspace;
  RETURN total;
END $$;

REVOKE ALL ON FUNCTION append_ledger(uuid, text[]) FROM PUBLIC;
REVOKE ALL ON FUNCTION complete_ledger(uuid) FROM PUBLIC;

SELECT complete_ledger("workspaceId") FROM ledger_heads;
