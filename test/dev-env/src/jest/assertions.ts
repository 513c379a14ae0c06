/** No test passes empty: a test that asserted nothing proves nothing. */
beforeEach(() => {
  expect.hasAssertions();
});
