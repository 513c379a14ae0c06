const LATE = Symbol('late');

/** The promise's outcome, or what `late` gives or throws when it takes longer than `ms`. */
export async function within<T>(ms: number, promise: Promise<T>, late: () => T | Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const alarm = new Promise<typeof LATE>((resolve) => {
    timer = setTimeout(() => resolve(LATE), ms);
  });
  try {
    const first = await Promise.race([promise, alarm]);
    if (first !== LATE) return first;
    promise.catch(() => undefined); // it lost the race; what it throws later concerns nobody
    return await late();
  } finally {
    clearTimeout(timer);
  }
}
