import { Button } from "@/components/ui/button";
import { DropTarget } from "./drop-target";

/** Works without a script; with one, a file can also be dropped. */
export function VerifyForm() {
  return (
    <div className="grid gap-5">
      <form
        action="/files/verify"
        method="post"
        encType="multipart/form-data"
        className="grid gap-2"
        aria-labelledby="verify-file"
      >
        <h2 id="verify-file" className="font-semibold text-lg">
          A file
        </h2>
        <DropTarget>
          <label htmlFor="verify-file-input" className="wm-label">
            PDF, receipt or audit bundle
          </label>
          <input
            id="verify-file-input"
            name="file"
            type="file"
            accept=".pdf,.json,application/pdf,application/json"
            required
            aria-describedby="verify-file-hint"
            className="w-full text-sm file:mr-3 file:min-h-8 file:cursor-pointer file:rounded-control file:border file:border-line-3 file:border-solid file:bg-surface file:px-3 file:font-semibold"
          />
          <p id="verify-file-hint" className="wm-hint">
            At most 20 MB. A receipt and a bundle are the JSON files that Waymark hands out.
          </p>
        </DropTarget>
        <div>
          <Button type="submit" variant="primary">
            Check the file
          </Button>
        </div>
      </form>
      <form action="/verify" method="get" className="grid gap-2" aria-labelledby="verify-hash">
        <h2 id="verify-hash" className="font-semibold text-lg">
          A SHA-256
        </h2>
        <label htmlFor="verify-sha256" className="wm-label">
          64 digits, as a certificate or your own tool prints them
        </label>
        <input
          id="verify-sha256"
          name="sha256"
          required
          maxLength={100}
          autoComplete="off"
          spellCheck={false}
          className="wm-input font-mono"
        />
        <div>
          <Button type="submit">Look the hash up</Button>
        </div>
      </form>
    </div>
  );
}
