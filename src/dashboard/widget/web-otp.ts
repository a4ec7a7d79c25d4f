/** What browsers hand over that can read a code bound to this site from an SMS. */
interface ReadCode extends Credential {
  readonly code?: string;
}

/** Waits for the browser to find the code in an SMS; hears nothing where browsers cannot. */
export function listenForCode(onCode: (code: string) => void, signal: AbortSignal): void {
  if (!("OTPCredential" in globalThis)) {
    return;
  }
  const wanted = { otp: { transport: ["sms"] }, signal } as CredentialRequestOptions;
  navigator.credentials.get(wanted).then(
    (found) => {
      const { code } = (found ?? {}) as ReadCode;
      if (code) {
        onCode(code);
      }
    },
    // Declined, or forbidden to a frame: the code is typed as always.
    () => undefined,
  );
}
