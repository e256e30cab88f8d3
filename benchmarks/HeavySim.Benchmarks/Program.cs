using System.Globalization;
using BenchmarkDotNet.Running;
using HeavySim.Benchmarks;

if (args is ["answer-fuzz", var count])
    return AnswerFuzz.Run(int.Parse(count, CultureInfo.InvariantCulture));

BenchmarkSwitcher.FromAssembly(System.Reflection.Assembly.GetExecutingAssembly()).Run(args);
return 0;
