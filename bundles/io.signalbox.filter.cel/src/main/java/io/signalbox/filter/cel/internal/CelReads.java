package io.signalbox.filter.cel.internal;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelReference;
import io.signalbox.api.EventFilter;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What an expression looks at, found in its checked form: {@code properties.x}, {@code properties["x"]} and what the
 * event itself says. If it uses {@code properties} in any other way, it may look at all of them, and nothing is said.
 */
final class CelReads {
    private final CelAbstractSyntaxTree checked;
    private final Set<String> names = new HashSet<>();
    private final Map<String, Object> required = new HashMap<>();
    private boolean open; // it may look at any property

    CelReads(CelAbstractSyntaxTree checked) {
        this.checked = checked;
        visit(checked.getExpr());
        require(checked.getExpr());
    }

    /** Empty if it cannot be said. */
    Set<String> names() {
        return open ? Set.of() : Set.copyOf(names);
    }

    /** Properties that have to equal a text. */
    Map<String, Object> required() {
        return Map.copyOf(required);
    }

    private void visit(CelExpr expression) {
        String variable = variable(expression);
        Optional<String> property = property(expression);
        if (property.isPresent()) {
            names.add(property.get());
        } else if (!variable.isEmpty()) {
            visitVariable(variable);
        } else {
            visitParts(expression);
        }
    }

    private void visitVariable(String variable) {
        switch (variable) {
            case CelLanguage.TYPE -> names.add(EventFilter.EVENT_TYPE);
            case CelLanguage.KEY -> names.add(EventFilter.ORDERING_KEY);
            case CelLanguage.VERSION -> names.add(EventFilter.VERSION);
            case CelLanguage.PROPERTIES -> open = true;
            default -> {
                // a macro's own variable or the name of a type: says nothing about the event
            }
        }
    }

    private void visitParts(CelExpr expression) {
        switch (expression.exprKind().getKind()) {
            case SELECT -> visit(expression.select().operand());
            case CALL -> {
                expression.call().target().ifPresent(this::visit);
                expression.call().args().forEach(this::visit);
            }
            case LIST -> expression.list().elements().forEach(this::visit);
            case STRUCT -> expression.struct().entries().forEach(entry -> visit(entry.value()));
            case MAP ->
                expression.map().entries().forEach(entry -> {
                    visit(entry.key());
                    visit(entry.value());
                });
            case COMPREHENSION -> {
                visit(expression.comprehension().iterRange());
                visit(expression.comprehension().accuInit());
                visit(expression.comprehension().loopCondition());
                visit(expression.comprehension().loopStep());
                visit(expression.comprehension().result());
            }
            case CONSTANT -> {
                // looks at nothing
            }
            default -> open = true;
        }
    }

    /** The variable that the whole expression is, which may be written with dots; empty if it is none. */
    private String variable(CelExpr expression) {
        CelReference reference = checked.getReferenceMap().get(expression.id());
        boolean named = reference != null && !reference.name().isEmpty();
        return switch (expression.exprKind().getKind()) {
            case IDENT -> named ? reference.name() : expression.ident().name();
            case SELECT -> named ? reference.name() : "";
            default -> "";
        };
    }

    /** The x of {@code properties.x}, of {@code has(properties.x)} or of {@code properties["x"]}. */
    private Optional<String> property(CelExpr expression) {
        return switch (expression.exprKind().getKind()) {
            case SELECT ->
                isProperties(expression.select().operand())
                        ? Optional.of(expression.select().field())
                        : Optional.empty();
            case CALL ->
                expression.call().function().equals("_[_]")
                                && isProperties(expression.call().args().get(0))
                        ? text(expression.call().args().get(1))
                        : Optional.empty();
            default -> Optional.empty();
        };
    }

    private boolean isProperties(CelExpr expression) {
        return variable(expression).equals(CelLanguage.PROPERTIES);
    }

    private static Optional<String> text(CelExpr expression) {
        return expression.exprKind().getKind() == CelExpr.ExprKind.Kind.CONSTANT
                        && expression.constant().getKind() == CelConstant.Kind.STRING_VALUE
                ? Optional.of(expression.constant().stringValue())
                : Optional.empty();
    }

    /** CEL compares a text with nothing but a text as equal, so what it requires here is exact. */
    private void require(CelExpr expression) {
        if (expression.exprKind().getKind() != CelExpr.ExprKind.Kind.CALL) {
            return;
        }
        CelExpr.CelCall call = expression.call();
        if (call.function().equals("_&&_")) {
            call.args().forEach(this::require);
        } else if (call.function().equals("_==_")) {
            require(call.args().get(0), call.args().get(1));
            require(call.args().get(1), call.args().get(0));
        }
    }

    private void require(CelExpr left, CelExpr right) {
        Optional<String> value = text(right);
        boolean tested = left.exprKind().getKind() == CelExpr.ExprKind.Kind.SELECT
                && left.select().testOnly();
        if (value.isPresent() && !tested) {
            property(left).ifPresent(name -> required.putIfAbsent(name, value.get()));
        }
    }
}
