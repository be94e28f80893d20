// What may become a link: a path of this server, a phone number, an e-mail address. Nothing else.

export function localPath(url) {
  if (typeof url !== "string" || !url.startsWith("/")) return null;
  try {
    const whole = new URL(url, location.origin);
    return whole.origin === location.origin ? whole.pathname + whole.search + whole.hash : null;
  } catch {
    return null;
  }
}

export function phoneLink(phone) {
  const digits = String(phone).replace(/[\s.\-()  ]/g, "");
  return /^\+?\d{2,15}$/.test(digits) ? `tel:${digits}` : null;
}

export function mailLink(email) {
  return /^[\w.+-]+@[\w-]+(\.[\w-]+)+$/.test(email) ? `mailto:${email}` : null;
}
