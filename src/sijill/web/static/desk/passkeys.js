// Passkeys: the browser asks the person, the form carries the answer. Without this file the pages offer codes alone.
"use strict";
(() => {
  const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (one) => one.charCodeAt(0)).buffer;
  const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  const known = (list) => (list || []).map((one) => ({ ...one, id: bytes(one.id) }));

  const create = async (options, alone) => {
    const asked = { ...options.publicKey, challenge: bytes(options.publicKey.challenge) };
    asked.user = { ...asked.user, id: bytes(asked.user.id) };
    asked.excludeCredentials = known(asked.excludeCredentials);
    asked.authenticatorSelection = {
      ...asked.authenticatorSelection,
      residentKey: alone ? "required" : "discouraged", requireResidentKey: alone,
      ...(alone ? { userVerification: "required" } : {}),
    };
    const made = await navigator.credentials.create({ publicKey: asked });
    const transports = made.response.getTransports ? made.response.getTransports() : [];
    return { ...common(made), response: { clientDataJSON: text(made.response.clientDataJSON), attestationObject: text(made.response.attestationObject), transports } };
  };

  const use = async (options) => {
    const asked = { ...options.publicKey, challenge: bytes(options.publicKey.challenge), allowCredentials: known(options.publicKey.allowCredentials) };
    const made = await navigator.credentials.get({ publicKey: asked });
    const handle = made.response.userHandle;
    return { ...common(made), response: { clientDataJSON: text(made.response.clientDataJSON), authenticatorData: text(made.response.authenticatorData), signature: text(made.response.signature), userHandle: handle ? text(handle) : null } };
  };

  const common = (made) => ({ type: made.type, id: made.id, rawId: text(made.rawId), authenticatorAttachment: made.authenticatorAttachment, clientExtensionResults: made.getClientExtensionResults() });

  const options = async (form) => {
    if (form.dataset.options) return JSON.parse(form.dataset.options);
    const answer = await fetch(form.action, { headers: { Accept: "application/json", "X-Requested-With": "XMLHttpRequest" } });
    if (!answer.ok) throw new Error("no options");
    return (await answer.json()).request_options;
  };

  const say = (form, what) => form.querySelectorAll("[data-say]").forEach((one) => { one.hidden = one.dataset.say !== what; });

  for (const form of document.querySelectorAll("form[data-passkey]")) {
    form.hidden = false;
    const button = form.querySelector("button");
    const link = form.querySelector("[data-localhost]");
    const number = /^[\d.]+$|:/.test(location.hostname.replace(/[[\]]/g, ""));
    if (link && number) { const there = new URL(location.href); there.hostname = "localhost"; link.href = there.href; }
    button.addEventListener("click", async () => {
      if (number) return say(form, "address");
      if (!window.PublicKeyCredential || !navigator.credentials) return say(form, "unsupported");
      say(form, "");
      button.disabled = true;
      try {
        const asked = await options(form);
        const alone = form.elements.passwordless ? form.elements.passwordless.checked : false;
        const made = form.dataset.passkey === "add" ? await create(asked, alone) : await use(asked);
        form.elements.credential.value = JSON.stringify(made);
        form.submit();
      } catch (refused) {
        button.disabled = false;
        say(form, "failed");
      }
    });
  }
})();
