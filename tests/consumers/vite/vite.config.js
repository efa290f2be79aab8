// Nothing for oversold.
export default { base: "./" };
