"""A stand-in for Link: the script that a page loads, and the frame in which the owner logs in.

As the real one it makes `window.Plaid.create(...)`, opens a frame over the page, and talks to
the page by messages alone.
"""

SCRIPT_PATH = "/link/v2/stable/link-initialize.js"
FRAME_PATH = "/link/frame.html"
FINISH_PATH = "/link/finish"

_SCRIPT = """
(() => {
  const root = "__ROOT__";
  function create(config) {
    let frame = null;
    const close = () => { if (frame) { frame.remove(); frame = null; } };
    const exit = (error) => {
      if (!frame) return;
      close();
      config.onEvent?.("EXIT", { link_session_id: "session" });
      config.onExit?.(error, { institution: null, status: null, link_session_id: "session" });
    };
    const onMessage = (message) => {
      if (!frame || message.source !== frame.contentWindow) return;
      const told = message.data;
      if (told.kind === "exit") exit(null);
      if (told.kind !== "success") return;
      close();
      config.onEvent?.("HANDOFF", { link_session_id: "session" });
      config.onSuccess(told.public_token, told.metadata);
    };
    window.addEventListener("message", onMessage);
    setTimeout(() => config.onLoad?.(), 0);
    return {
      open() {
        if (frame) return;
        frame = document.createElement("iframe");
        frame.id = "plaid-link-iframe-1";
        frame.title = "Plaid Link";
        frame.src = `${root}/link/frame.html?token=${encodeURIComponent(config.token)}`;
        frame.style.cssText =
          "position:fixed;inset:0;width:100%;height:100%;border:0;z-index:9999999999";
        document.body.append(frame);
        config.onEvent?.("OPEN", { link_session_id: "session" });
      },
      exit() { exit(null); },
      submit() {},
      destroy() { window.removeEventListener("message", onMessage); close(); },
    };
  }
  window.Plaid = { create, version: "stand-in" };
})();
"""

_FRAME = """<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Plaid Link</title>
<style>
  body { margin: 0; display: grid; place-items: center; height: 100vh; background: #0008;
         font: 16px system-ui; }
  main { background: #fff; color: #111; padding: 24px; border-radius: 12px; display: grid;
         gap: 8px; min-width: 280px; }
  button { padding: 10px; font: inherit; }
</style>
<main><h1>Choose your bank</h1>__BANKS__<button id="exit">Leave</button>
<p role="alert"></p></main>
<script>
  const token = new URLSearchParams(location.search).get("token");
  const tell = (message) => parent.postMessage(message, "*");
  document.getElementById("exit").onclick = () => tell({ kind: "exit" });
  for (const button of document.querySelectorAll("[data-bank]")) {
    button.onclick = async () => {
      const body = JSON.stringify({ link_token: token, institution_id: button.dataset.bank });
      const answer = await fetch("__FINISH__", { method: "POST", body });
      const told = await answer.json();
      if (answer.ok) tell({ kind: "success", ...told });
      else document.querySelector("[role=alert]").textContent = told.error_code;
    };
  }
</script></html>
"""


def script(root: str) -> bytes:
    """The script, which knows where it came from: a test may serve it from another address."""
    return _SCRIPT.replace("__ROOT__", root).encode()


def frame(institutions: dict[str, str]) -> bytes:
    """The page in the frame, a button for each bank."""
    banks = "".join(
        f'<button data-bank="{key}">{name}</button>' for key, name in institutions.items()
    )
    return _FRAME.replace("__BANKS__", banks).replace("__FINISH__", FINISH_PATH).encode()


def metadata(
    institution_id: str, name: str, accounts: list[dict[str, object]]
) -> dict[str, object]:
    """What Link tells a page about a login that was made."""
    shown = ("name", "mask", "type", "subtype")
    return {
        "institution": {"institution_id": institution_id, "name": name},
        "accounts": [
            {"id": account["account_id"], **{key: account[key] for key in shown}}
            for account in accounts
        ],
        "link_session_id": "session",
        "transfer_status": None,
    }
