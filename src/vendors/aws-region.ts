/** The form of the regions of Amazon's services: they are part of a host's name. */
export const regionPattern = /^[a-z]{2}(-[a-z]+){1,3}-[0-9]{1,2}$/;
