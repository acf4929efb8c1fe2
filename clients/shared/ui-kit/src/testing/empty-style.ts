/** What Jest gets for a style sheet: nothing, as jsdom does not lay out. */
export default {};
