using KdmpTool.CommandLine;
using KdmpTool.Terminal;

return KdmpCommandLine.Run(args, Streams.OfProcess());
