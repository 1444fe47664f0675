"""Answers a query of halmos by cvc5, words taken as integers: products and quotients of words are then arithmetic."""

import sys

import cvc5

solver = cvc5.Solver()
solver.setOption("solve-bv-as-int", "sum")
solver.setOption("produce-models", "true")
solver.setOption("tlimit-per", "50000")
parser = cvc5.InputParser(solver)
parser.setFileInput(cvc5.InputLanguage.SMT_LIB_2_6, sys.argv[-1])
symbols = parser.getSymbolManager()
while True:
    command = parser.nextCommand()
    if command.isNull():
        break
    print(command.invoke(solver, symbols), end="")
