using System.Globalization;
using BenchmarkDotNet.Running;
using HeavySim.Benchmarks;

if (args is ["answer-fuzz", var count])
    return AnswerFuzz.Run(int.Parse(count, CultureInfo.InvariantCulture));

if (args is ["coverage", ..])
    return StatisticsCoverage.Run(Console.Out, only: args is [_, var only] ? only : "");

if (args is ["predictions", .. var files])
    return await PredictionTrials.RunAsync(files, Console.Out);

if (args is ["stream-server", .. var settings])
    return StreamServer.Run(settings);

if (args is ["bare-client", _, _, _, _, ..])
    return await BareClient.RunAsync(args[1..]);

BenchmarkSwitcher.FromAssembly(System.Reflection.Assembly.GetExecutingAssembly()).Run(args);
return 0;
