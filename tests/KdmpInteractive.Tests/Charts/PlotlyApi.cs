using System.Reflection;
using Plotly.NET;

namespace KdmpInteractive.Tests.Charts;

/// <summary>Plotly.NET's own chart methods. F# makes their forty optional parameters mandatory for C#: those not given are none.</summary>
internal static class PlotlyApi
{
    /// <param name="module">As in <c>Chart2D_Scatter</c>.</param>
    /// <param name="method">As in <c>Point</c>.</param>
    /// <param name="types">The type arguments.</param>
    /// <param name="arguments">By parameter name; wrapped in an option where the parameter is one.</param>
    public static GenericChart Call(string module, string method, Type[] types, params (string Name, object Value)[] arguments)
    {
        Type chart = typeof(GenericChart).Assembly.GetType($"Plotly.NET.{module}+Chart", throwOnError: true)!;
        MethodInfo found = chart.GetMethods().Where(candidate => candidate.Name == method && candidate.GetGenericArguments().Length == types.Length)
            .Select(candidate => candidate.MakeGenericMethod(types))
            .First(candidate => arguments.All(argument => candidate.GetParameters().Any(parameter => parameter.Name == argument.Name && Fits(parameter.ParameterType, argument.Value))));
        return (GenericChart)found.Invoke(null, [.. found.GetParameters().Select(parameter => Value(parameter, arguments))])!;
    }

    private static bool Fits(Type type, object value) => type.IsInstanceOfType(value) || (IsOption(type) && type.GetGenericArguments()[0].IsInstanceOfType(value));

    private static object? Value(ParameterInfo parameter, (string Name, object Value)[] arguments)
    {
        object? value = arguments.FirstOrDefault(argument => argument.Name == parameter.Name).Value;
        return value is null || !IsOption(parameter.ParameterType) ? value : Activator.CreateInstance(parameter.ParameterType, value);
    }

    private static bool IsOption(Type type) => type.IsGenericType && type.Name.StartsWith("FSharpOption", StringComparison.Ordinal);
}
