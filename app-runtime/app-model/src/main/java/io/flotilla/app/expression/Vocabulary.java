package io.flotilla.app.expression;

import com.google.common.collect.ImmutableList;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationResult;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.extensions.CelExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeImpl;
import dev.cel.runtime.CelStandardFunctions;
import dev.cel.runtime.CelStandardFunctions.StandardFunction;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The names that the expressions of one block may use, and their types.
public final class Vocabulary {
    /// An expression is at most this long.
    public static final int LONGEST = 4_000;

    private static final CelOptions OPTIONS = CelOptions.current()
            .enableHeterogeneousNumericComparisons(true)
            .comprehensionMaxIterations(Bounds.ITERATIONS)
            .maxExpressionCodePointSize(LONGEST)
            .maxParseRecursionDepth(60)
            .maxRegexProgramSize(1_000)
            .build();
    private static final CelCompiler BARE = CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(OPTIONS)
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .addLibraries(CelExtensions.strings(), CelExtensions.optional(), CelExtensions.math())
            .build();
    private static final CelRuntime RUNTIME = CelRuntimeImpl.newBuilder()
            .setOptions(OPTIONS)
            .setStandardFunctions(CelStandardFunctions.newBuilder()
                    .excludeFunctions(
                            StandardFunction.EQUALS,
                            StandardFunction.NOT_EQUALS,
                            StandardFunction.CONTAINS,
                            StandardFunction.MATCHES)
                    .build())
            .addLibraries(CelExtensions.strings(Functions.SAFE), CelExtensions.optional(), CelExtensions.math())
            .addFunctionBindings(ImmutableList.copyOf(Functions.bindings()))
            .build();

    private final Types types;
    private final Map<String, CelType> names;
    private final CelCompiler compiler;

    private Vocabulary(Types types, Map<String, CelType> names) {
        this.types = types;
        this.names = Map.copyOf(names);
        var builder = BARE.toCompilerBuilder().setTypeProvider(types);
        names.forEach(builder::addVar);
        compiler = builder.build();
    }

    /// A vocabulary of the names every expression may use.
    ///
    /// @param steps  the ids of the steps in sight
    /// @param yields what steps yield, by id; may grow until an expression that asks for it is compiled
    public static Vocabulary of(Types types, CelType inputs, Set<String> steps, Map<String, CelType> yields) {
        var names = new LinkedHashMap<String, CelType>();
        names.put("inputs", inputs);
        names.put("steps", types.growing(steps, yields));
        names.put(
                "invocation",
                types.object(Map.of(
                        "id", SimpleType.STRING, "time", SimpleType.TIMESTAMP, "caller", SimpleType.STRING)));
        return new Vocabulary(types, names);
    }

    /// The same inside a step, where more steps are in sight.
    public Vocabulary withSteps(Set<String> steps, Map<String, CelType> yields) {
        var more = new LinkedHashMap<>(names);
        more.put("steps", types.growing(steps, yields));
        return new Vocabulary(types, more);
    }

    /// The same inside `each`.
    public Vocabulary withItem(CelType item) {
        var more = new LinkedHashMap<>(names);
        more.put("item", item);
        more.put("index", SimpleType.INT);
        return new Vocabulary(types, more);
    }

    /// The same in the `verify` of a step that yields `output`.
    public Vocabulary withAnswer(CelType output) {
        var more = new LinkedHashMap<>(names);
        more.put("answer", output);
        return new Vocabulary(types, more);
    }

    Types types() {
        return types;
    }

    Map<String, CelType> names() {
        return names;
    }

    CelType typeOf(String name) {
        return Optional.ofNullable(names.get(name)).orElse(SimpleType.DYN);
    }

    CelValidationResult check(CelAbstractSyntaxTree parsed) {
        return compiler.check(parsed);
    }

    static CelValidationResult parse(String expression) {
        return BARE.parse(expression);
    }

    static CelRuntime.Program program(CelAbstractSyntaxTree checked) throws CelEvaluationException {
        return RUNTIME.createProgram(checked);
    }
}
