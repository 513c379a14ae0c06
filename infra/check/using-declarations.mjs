// Loaded before dependency-cruiser: the visitor of @swc/core that it walks our files with does not know
// `using` declarations and throws (seen with @swc/core 1.16). They hold imports as any other declaration does.
import swc from '@swc/core/Visitor.js';

/** @typedef {import('@swc/core').Statement} Statement */
/** @typedef {{ type: 'UsingDeclaration', decls: import('@swc/core').VariableDeclarator[] }} Using */

const { prototype } = swc.Visitor;
const known = Object.getOwnPropertyDescriptor(prototype, 'visitStatement')?.value;

Object.defineProperty(prototype, 'visitStatement', {
  /**
   * @this {InstanceType<typeof swc.Visitor>}
   * @param {Statement | Using} statement
   */
  value(statement) {
    if (statement.type !== 'UsingDeclaration') return known.call(this, statement);
    return { ...statement, decls: this.visitVariableDeclarators(statement.decls) };
  },
});
