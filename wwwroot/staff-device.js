// The key of this browser profile, for a passkey that gives no secret. It can be used here and not exported; whoever can
// use the profile can use it, and the page says so.

const openDevice = () => new Promise((resolve, reject) => {
  const asked = indexedDB.open('clinic-reader', 1);
  asked.onupgradeneeded = () => asked.result.createObjectStore('key');
  asked.onsuccess = () => resolve(asked.result);
  asked.onerror = () => reject(asked.error);
});

async function inDevice(mode, use) {
  const database = await openDevice();
  const asked = use(database.transaction('key', mode).objectStore('key'));
  return new Promise((resolve, reject) => {
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  }).finally(() => database.close());
}

/** Keeps { spki, hash, key, listKey } of a person here. */
export const keepDeviceKey = (person, held) => inDevice('readwrite', (store) => store.put(held, person));

/** What was kept of a person here, or undefined. */
export const keptDeviceKey = (person) => inDevice('readonly', (store) => store.get(person));
