using System.Runtime.CompilerServices;
using KdmpInteractive;
using KdmpInteractive.Commands;
using KdmpParser;
using Plotly.NET;

// A process like a notebook host: an FSharp.Core that is older than the one Plotly.NET asks for is loaded before anything else.
// "chart" makes a chart as a notebook does; "unprepared" the same without KdmpExtension.Register; "map" is what the command line shows.
Console.WriteLine(FSharpCore());
switch (args[0])
{
    case "map":
        Console.WriteLine(Map());
        break;
    case "chart":
        KdmpExtension.Register();
        Console.WriteLine(Chart());
        break;
    default:
        Console.WriteLine(Chart());
        break;
}

Console.WriteLine(AppDomain.CurrentDomain.GetAssemblies().Any(assembly => assembly.GetName().Name == "Plotly.NET") ? "Plotly.NET is loaded" : "Plotly.NET is not loaded");

[MethodImpl(MethodImplOptions.NoInlining)]
static string FSharpCore() => typeof(Microsoft.FSharp.Core.Unit).Assembly.GetName().ToString();

[MethodImpl(MethodImplOptions.NoInlining)]
static string Chart()
{
    using KernelDump dump = KdmpSample.Open();
    return GenericChart.toFigureJson(dump.PhysicalMemory!.ToChart());
}

[MethodImpl(MethodImplOptions.NoInlining)]
static string Map()
{
    using var session = new KdmpSession();
    session.Add("dump", KdmpSample.Open());
    Command map = CommandTable.Find("map", CommandPlaces.CommandLine);
    CommandOutput output = map.Run(new(session, new(), CommandPlaces.CommandLine)).Single();
    return output.View!().ToText() + output.View!().ToHtml();
}
