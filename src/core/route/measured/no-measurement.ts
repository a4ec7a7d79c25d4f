/** What is measured of a route before anything is: to be filled. */
export const noMeasurement = {
  delivered: 0,
  deliveredTrials: 0,
  trust: 0,
  trustTrials: 0,
  accept: 0,
  typedIfSilent: 0,
  failsEarly: 0,
};
